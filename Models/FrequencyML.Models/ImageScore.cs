namespace FrequencyML.Models;

/// <summary>The result of one image: its best classes, or why it has none.</summary>
public sealed record ImageScore
{
    /// <summary>The path as it was given.</summary>
    public required string Path { get; init; }

    /// <summary>The best classes, best first; empty if the image failed.</summary>
    public IReadOnlyList<ScoredLabel> Top { get; init; } = [];

    /// <summary>The number of channels that the gate opened; null without a gate or if the image failed.</summary>
    public int? GateOpen { get; init; }

    /// <summary>
    /// The pooled feature vector <c>[D]</c>, the input of the last layer; null if it was not asked for
    /// (<see cref="ScoringOptions.IncludeEmbedding"/>) or the image failed.
    /// </summary>
    public ReadOnlyMemory<float>? Embedding { get; init; }

    /// <summary>
    /// The input of the model, <c>[C, H/8, W/8]</c>, row-major, raw channels in JPEG coefficient units; null if it was not asked for
    /// (<see cref="ScoringOptions.IncludeChannels"/>) or the image failed.
    /// </summary>
    public ReadOnlyMemory<float>? Channels { get; init; }

    /// <summary>Why the image could not be scored, in one line; null if it was.</summary>
    public string? Error { get; init; }
}
