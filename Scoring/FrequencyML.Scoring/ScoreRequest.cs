using FrequencyML.Models;
using FrequencyML.Scoring.Inputs;
using FrequencyML.Scoring.Rows;

namespace FrequencyML.Scoring;

/// <summary>What a <see cref="ScoreJob"/> is asked to do.</summary>
internal sealed record ScoreRequest
{
    public required ImageInputs Inputs { get; init; }

    /// <summary>Says which files of folders and archives are images.</summary>
    public required ImageNames Names { get; init; }

    public required ScoringOptions Scoring { get; init; }

    /// <summary>The file to write, or with <see cref="Parts"/> the folder; null for <see cref="OpenStream"/>.</summary>
    public string? Output { get; init; }

    /// <summary>Opens what receives the rows, each at once, where <see cref="Output"/> is null.</summary>
    public Func<Stream>? OpenStream { get; init; }

    public required RowFormat Format { get; init; }

    /// <summary>With how many failed images the work goes on; one more ends it.</summary>
    public required long MaxErrors { get; init; }

    /// <summary>The ONNX file; null for the model that the library carries.</summary>
    public string? Model { get; init; }

    /// <summary>What the model runs on.</summary>
    public InferenceDevice Device { get; init; } = InferenceDevice.Auto;

    /// <summary>Which share of the work, among how many workers, and how it is cut; null where the output is one file.</summary>
    public PartRequest? Parts { get; init; }

    public RowColumns Columns => new(Scoring.IncludeEmbedding, Scoring.IncludeChannels);
}
