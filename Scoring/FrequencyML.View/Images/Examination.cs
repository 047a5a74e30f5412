using FrequencyML.Dct;
using FrequencyML.Models;

namespace FrequencyML.View.Images;

/// <summary>What a model sees in one image. Pictures are PNG files as data addresses.</summary>
internal sealed record Examination
{
    /// <summary>How it was read, and its size.</summary>
    public required Extraction Extraction { get; init; }

    /// <summary>What of it becomes the crop, in pixels.</summary>
    public required ImageWindow Window { get; init; }

    /// <summary>The best classes, best first.</summary>
    public required IReadOnlyList<ScoredLabel> Top { get; init; }

    /// <summary>In the order of the selection, 1 for a channel that the gate opens, else 0; null without a gate.</summary>
    public required IReadOnlyList<float>? Gate { get; init; }

    /// <summary>The crop, of all 192 channels.</summary>
    public required string Crop { get; init; }

    /// <summary>The crop, of the model's channels alone; null where they are all there are.</summary>
    public required string? Selected { get; init; }

    /// <summary>The crop, of the channels alone that the gate opens; null without a gate.</summary>
    public required string? Open { get; init; }

    /// <summary>Each of the model's channels as a tile of H/8 times W/8 pixels, in rows of <see cref="ChannelColumns"/>.</summary>
    public required string Channels { get; init; }

    /// <summary>The tiles of a row.</summary>
    public required int ChannelColumns { get; init; }
}
