using System.Runtime.CompilerServices;

namespace FrequencyML.Dct.Internal;

/// <summary>
/// One axis of the linear map from the coefficients of 8-point blocks to channels, in the form that the kernels apply: its rows (block of
/// the crop, kept frequency) in groups, per group a run of source blocks, and per source coefficient one weight for each row of the group:
/// its lanes.
/// </summary>
internal sealed class CoefficientAxis
{
    private static readonly BoundedCache<(AxisGeometry Axis, int GroupLength), CoefficientAxis> Cache = new(
        maxBytes: 64 << 20, key => new CoefficientAxis(key.Axis.Compose(), key.GroupLength), axis => sizeof(float) * axis.weights.Length);

    private readonly int[] starts;
    private readonly int[] counts;
    private readonly int[] offsets;
    private readonly float[] weights;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CoefficientAxis(BandedMatrix matrix, int groupLength)
    {
        PaddedGroupLength = (groupLength + 1) / 2 * 2;
        GroupCount = (matrix.Rows + groupLength - 1) / groupLength;
        starts = new int[GroupCount];
        counts = new int[GroupCount];
        offsets = new int[GroupCount + 1];
        Start = int.MaxValue;
        for (var group = 0; group < GroupCount; group++)
        {
            int start = int.MaxValue, end = 0, last = Math.Min((group + 1) * groupLength, matrix.Rows);
            for (var row = group * groupLength; row < last; row++)
            {
                start = Math.Min(start, matrix.Start(row));
                end = Math.Max(end, matrix.Start(row) + matrix.Row(row).Length);
            }
            starts[group] = start / 8;
            counts[group] = (end - start) / 8;
            offsets[group + 1] = offsets[group] + (end - start) * PaddedGroupLength;
            Start = Math.Min(Start, start / 8);
            End = Math.Max(End, end / 8);
            MaxCount = Math.Max(MaxCount, counts[group]);
        }
        weights = new float[offsets[GroupCount]];
        for (var row = 0; row < matrix.Rows; row++)
        {
            var group = row / groupLength;
            var target = offsets[group] + (matrix.Start(row) - starts[group] * 8) * PaddedGroupLength + row % groupLength;
            foreach (var weight in matrix.Row(row))
            {
                weights[target] = (float)weight;
                target += PaddedGroupLength;
            }
        }
        matrix.Return();
    }

    /// <summary>The rows of a group, made even by one without weight.</summary>
    public int PaddedGroupLength { get; }

    /// <summary>The number of groups.</summary>
    public int GroupCount { get; }

    /// <summary>The first source block that any group reads.</summary>
    public int Start { get; }

    /// <summary>One past the last source block that any group reads.</summary>
    public int End { get; }

    /// <summary>The most source blocks that a group reads.</summary>
    public int MaxCount { get; }

    /// <summary>The first source block of a group.</summary>
    public int StartOf(int group) => starts[group];

    /// <summary>The source blocks of a group.</summary>
    public int CountOf(int group) => counts[group];

    /// <summary>The weights of all groups, each <c>[count, 8, lane]</c>.</summary>
    public float[] Weights => weights;

    /// <summary>Where the weights of a group begin.</summary>
    public int OffsetOf(int group) => offsets[group];

    /// <summary>The operator of an axis, from the cache where it has been used before; one of a window will not be asked for again.</summary>
    /// <param name="axis">An axis in blocks.</param>
    /// <param name="groupLength">The rows of a group.</param>
    public static CoefficientAxis Get(AxisGeometry axis, int groupLength) =>
        axis.CropStart is null ? Cache.Get((axis, groupLength)) : new(axis.Compose(), groupLength);
}
