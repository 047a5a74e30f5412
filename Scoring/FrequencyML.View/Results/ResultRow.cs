using System.Text.Json.Serialization;
using FrequencyML.Models;

namespace FrequencyML.View.Results;

/// <summary>A row of an output, as the page needs it.</summary>
/// <param name="Row">The column <c>row</c>: what the row is called in every address.</param>
/// <param name="Path">The image.</param>
/// <param name="Top">The best classes, best first; empty if the image failed.</param>
/// <param name="GateOpen">The channels that the gate opened; null without a gate or if the image failed.</param>
/// <param name="Error">Why the image failed; null if it did not.</param>
/// <param name="Folder">Where the image is; null for a path that is none.</param>
internal sealed record ResultRow(
    long Row, string Path, IReadOnlyList<ScoredLabel> Top, int? GateOpen, string? Error, [property: JsonIgnore] ImageFolder? Folder)
{
    /// <summary>The best class; null if the image failed.</summary>
    public string? Label => Top.Count > 0 ? Top[0].Label : null;

    /// <summary>The probability of <see cref="Label"/>, 0..1; null if the image failed.</summary>
    public float? Score => Top.Count > 0 ? Top[0].Score : null;

    /// <summary>The class that the image's folder names; null if it names none.</summary>
    public string? Truth => Folder is { IsClass: true } ? Folder.Name : null;

    /// <summary>What became of the image.</summary>
    public RowStatus Status =>
        Error is not null ? RowStatus.Failed : Truth is null ? RowStatus.Unknown : Label == Truth ? RowStatus.Right : RowStatus.Wrong;
}
