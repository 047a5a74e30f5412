namespace FrequencyML.Benchmarks.EndToEnd;

/// <summary>A row of a pipeline's input.</summary>
internal sealed class ImageRow
{
    /// <summary>The place among the files: several cursors share the rows.</summary>
    public int Index { get; set; }

    /// <summary>An image file.</summary>
    public string Path { get; set; } = "";
}
