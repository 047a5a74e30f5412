using System.Collections.Concurrent;

namespace FrequencyML.Dct.Internal;

/// <summary>What determines the operator of one image axis; the key of its cache.</summary>
/// <param name="Length">The samples of the source along the axis.</param>
/// <param name="Resized">The samples after resizing.</param>
/// <param name="Crop">The samples of the centre crop, a multiple of 8.</param>
/// <param name="Kernel">The resize kernel.</param>
/// <param name="Blur">Whether the chroma blur of the authors' pipeline follows the crop.</param>
/// <param name="Flip">Whether the source is read backwards.</param>
/// <param name="Frequencies">The frequencies kept: bit k is frequency k.</param>
internal readonly record struct AxisGeometry(
    int Length, long Resized, int Crop, ResizeKernel Kernel, bool Blur, bool Flip, byte Frequencies);

/// <summary>
/// One axis of the linear map from samples to channels, Keep . Dct . Blur . Crop . Resize . Flip, in the form that is applied: per
/// block of the crop a run of source samples and, per kept frequency, one float weight for each.
/// </summary>
internal sealed class AxisOperator
{
    private const int CacheCapacity = 512;
    private static readonly ConcurrentDictionary<AxisGeometry, AxisOperator> Cache = new();

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

    /// <summary>The operator of an axis, from the cache where it has been used before.</summary>
    public static AxisOperator Get(AxisGeometry axis)
    {
        if (Cache.TryGetValue(axis, out var known)) return known;
        // A bound is enough: real collections have few sizes, and rebuilding costs less than decoding one image.
        if (Cache.Count >= CacheCapacity) Cache.Clear();
        return Cache.GetOrAdd(axis, static axis => new AxisOperator(Compose(axis), axis.Crop / 8));
    }

    /// <summary>The product of the axis's steps, in double precision: <c>[crop / 8 * frequencies, length]</c>.</summary>
    internal static BandedMatrix Compose(AxisGeometry axis)
    {
        var cropStart = (long)Math.Round((axis.Resized - axis.Crop) / 2.0, MidpointRounding.ToEven);
        var matrix = BandedMatrix.Resample(axis.Length, axis.Resized, cropStart, axis.Crop, axis.Kernel);
        if (axis.Flip) matrix = matrix.FlipColumns();
        if (axis.Blur) matrix = BandedMatrix.Blur(axis.Crop, side: 1.0 / 8) * matrix;
        return BandedMatrix.BlockDct(axis.Crop, [.. Enumerable.Range(0, 8).Where(k => (axis.Frequencies >> k & 1) != 0)]) * matrix;
    }
}
