namespace FrequencyML.Dct.Internal;

/// <summary>
/// One axis of the linear map from samples to channels, Keep . Dct . Blur . Crop . Resize . Flip, in the form that is applied: per
/// block of the crop a run of source samples and, per kept frequency, one float weight for each.
/// </summary>
internal sealed class AxisOperator
{
    private static readonly BoundedCache<AxisGeometry, AxisOperator> Cache = new(
        maxBytes: 64 << 20, axis => new AxisOperator(axis.Compose(), axis.Crop / 8), axis => sizeof(float) * axis.weights.Length);

    private readonly int[] starts;
    private readonly int[] counts;
    private readonly int[] offsets;
    private readonly float[] weights;

    private AxisOperator(BandedMatrix matrix, int blocks)
    {
        FrequencyCount = matrix.Rows / blocks;
        starts = new int[blocks];
        counts = new int[blocks];
        offsets = new int[blocks + 1];
        for (var block = 0; block < blocks; block++)
        {
            int start = int.MaxValue, end = 0;
            for (var row = block * FrequencyCount; row < (block + 1) * FrequencyCount; row++)
            {
                start = Math.Min(start, matrix.Start(row));
                end = Math.Max(end, matrix.Start(row) + matrix.Row(row).Length);
            }
            starts[block] = start;
            counts[block] = end - start;
            offsets[block + 1] = offsets[block] + (end - start) * FrequencyCount;
        }
        weights = new float[offsets[blocks]];
        for (var row = 0; row < matrix.Rows; row++)
        {
            var block = row / FrequencyCount;
            var target = weights.AsSpan(offsets[block] + row % FrequencyCount * counts[block] + matrix.Start(row) - starts[block]);
            var run = matrix.Row(row);
            for (var i = 0; i < run.Length; i++) target[i] = (float)run[i];
        }
        matrix.Return();
        SourceStart = starts.Min();
        SourceEnd = starts.Zip(counts, (start, count) => start + count).Max();
    }

    /// <summary>The number of kept frequencies.</summary>
    public int FrequencyCount { get; }

    /// <summary>The first source sample that any block reads.</summary>
    public int SourceStart { get; }

    /// <summary>One past the last source sample that any block reads.</summary>
    public int SourceEnd { get; }

    /// <summary>The first source sample of a block.</summary>
    public int Start(int block) => starts[block];

    /// <summary>The number of source samples that a block reads.</summary>
    public int Count(int block) => counts[block];

    /// <summary>The weights of a block's samples for its k-th kept frequency.</summary>
    public ReadOnlySpan<float> Weights(int block, int k) => weights.AsSpan(offsets[block] + k * counts[block], counts[block]);

    /// <summary>The operator of an axis, from the cache where it has been used before; one of a window will not be asked for again.</summary>
    public static AxisOperator Get(AxisGeometry axis) => axis.CropStart is null ? Cache.Get(axis) : new(axis.Compose(), axis.Crop / 8);
}
