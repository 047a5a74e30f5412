namespace FrequencyML.View.Results;

/// <summary>Which rows are shown; the default is all.</summary>
internal sealed record RowFilter
{
    /// <summary>The best class.</summary>
    public string? Label { get; init; }

    /// <summary>The class that the folder names.</summary>
    public string? Truth { get; init; }

    /// <summary>What became of the image.</summary>
    public RowStatus? Status { get; init; }

    /// <summary>The smallest score; an image without one is then left out, as by <see cref="Max"/>.</summary>
    public float? Min { get; init; }

    /// <summary>What the score is below; 1 is taken for no bound, since scores end there.</summary>
    public float? Max { get; init; }

    /// <summary>A part of the path, in any case.</summary>
    public string? Path { get; init; }

    /// <summary>A part of the error, in any case.</summary>
    public string? Error { get; init; }

    /// <summary>Whether a row is shown.</summary>
    public bool Matches(ResultRow row) =>
        (Label is null || row.Label == Label)
        && (Truth is null || row.Truth == Truth)
        && (Status is null || row.Status == Status)
        && (Min is null || row.Score >= Min)
        && (Max is null || row.Score < Max || (Max >= 1 && row.Score is not null))
        && Contains(row.Path, Path)
        && Contains(row.Error, Error);

    private static bool Contains(string? text, string? part) => part is null || (text is not null && text.Contains(part, StringComparison.OrdinalIgnoreCase));
}
