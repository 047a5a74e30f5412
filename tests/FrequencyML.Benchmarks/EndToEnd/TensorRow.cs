namespace FrequencyML.Benchmarks.EndToEnd;

/// <summary>A row of a network's input.</summary>
internal sealed class TensorRow
{
    /// <summary>The place among the files: several cursors share the rows.</summary>
    public int Index { get; set; }

    /// <summary>The pixels; its length is that of the network's input.</summary>
    public float[] Pixels { get; set; } = [];
}
