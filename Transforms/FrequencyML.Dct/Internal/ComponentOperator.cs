using System.Runtime.InteropServices;
using FrequencyML.Jpeg;
using FrequencyML.Jpeg.Internal;

namespace FrequencyML.Dct.Internal;

/// <summary>
/// Applies the operators of one component, <c>A_v . B . A_h^T</c>: the vertical one to a group of its rows as soon as their block rows are
/// decoded, the horizontal one to 16 of those rows, the lanes, at once.
/// </summary>
internal sealed unsafe class ComponentOperator
{
    private readonly float[] steps = GC.AllocateArray<float>(64, pinned: true);
    private float[] lanes = [];
    private float[] products = [];
    private nint[] rowAddresses = [];
    private ComponentChannels selected = null!;
    private CoefficientAxis vertical = null!, horizontal = null!;
    private float* channels;
    private int blocks, verticalCount, horizontalCount, next;
    private bool isTransposed, isReversed;

    /// <summary>The most block rows that a group reads.</summary>
    public int RowsKept => vertical.MaxCount;

    /// <summary>Takes the operators of an image.</summary>
    public void Begin(ComponentChannels component, in JpegHeader header, in Placement placement, float* target)
    {
        var sampled = header[(int)component.Component];
        var orientation = header.Orientation;
        isTransposed = orientation.Transposes();
        var (rows, columns) = isTransposed
            ? (component.HorizontalFrequencies, component.VerticalFrequencies)
            : (component.VerticalFrequencies, component.HorizontalFrequencies);
        selected = component;
        channels = target;
        blocks = placement.Geometry.CropInBlocks;
        verticalCount = int.PopCount(rows);
        horizontalCount = int.PopCount(columns);
        next = 0;
        var shortSide = Math.Min(header.Width, header.Height);
        var verticalAxis = placement.Axis(component.Component, header.Height, shortSide, isTransposed, orientation.FlipsStoredRows(), rows);
        var horizontalAxis = placement.Axis(component.Component, header.Width, shortSide, !isTransposed, orientation.FlipsStoredColumns(), columns);
        isReversed = verticalAxis.Flip;
        vertical = CoefficientAxis.Get(
            verticalAxis with { Sampling = (sampled.VerticalSampling, header.MaxVerticalSampling), InBlocks = true },
            groupLength: CoefficientKernel.GroupLength);
        horizontal = CoefficientAxis.Get(
            horizontalAxis with { Sampling = (sampled.HorizontalSampling, header.MaxHorizontalSampling), InBlocks = true },
            groupLength: horizontalCount);
        Grow(ref lanes, (horizontal.End - horizontal.Start + 1) * 8 * CoefficientKernel.Lanes);
        Grow(ref products, horizontal.PaddedGroupLength * blocks * CoefficientKernel.Lanes);
        if (rowAddresses.Length < vertical.MaxCount) rowAddresses = GC.AllocateArray<nint>(vertical.MaxCount, pinned: true);
    }

    /// <summary>Computes all groups whose block rows are there.</summary>
    public void RowsDecoded(ComponentBuffer buffer, int rows)
    {
        if (next == 0)
            for (var i = 0; i < steps.Length; i++) steps[i] = buffer.Steps[i];
        for (; next < vertical.GroupCount; next++)
        {
            var group = isReversed ? vertical.GroupCount - 1 - next : next;
            if (vertical.StartOf(group) + vertical.CountOf(group) > rows) return;
            MultiplyVertical(buffer, group);
            const int groupsOfLanes = CoefficientKernel.Lanes / CoefficientKernel.GroupLength;
            var isLast = isReversed ? group % groupsOfLanes == 0 : group % groupsOfLanes == groupsOfLanes - 1 || group == vertical.GroupCount - 1;
            if (isLast) MultiplyHorizontal(group / groupsOfLanes);
        }
    }

    private void MultiplyVertical(ComponentBuffer buffer, int group)
    {
        int start = vertical.StartOf(group), count = vertical.CountOf(group);
        var addresses = (short**)Marshal.UnsafeAddrOfPinnedArrayElement(rowAddresses, 0);
        for (var i = 0; i < count; i++) addresses[i] = buffer.Row(start + i) + horizontal.Start * 64;
        var columns = (horizontal.End - horizontal.Start + 1) / 2 * 2;
        var target = Pinned(lanes) + group * CoefficientKernel.GroupLength % CoefficientKernel.Lanes;
        fixed (float* weights = vertical.Weights)
            CoefficientKernel.MultiplyVertical(addresses, count, columns, Pinned(steps), weights + vertical.OffsetOf(group), target);
    }

    private void MultiplyHorizontal(int laneGroup)
    {
        float* source = Pinned(lanes), target = Pinned(products);
        var stride = blocks * CoefficientKernel.Lanes;
        fixed (float* weights = horizontal.Weights)
            for (var block = 0; block < blocks; block++)
                CoefficientKernel.MultiplyHorizontal(
                    source + (horizontal.StartOf(block) - horizontal.Start) * 8 * CoefficientKernel.Lanes, horizontal.CountOf(block) * 8,
                    weights + horizontal.OffsetOf(block), horizontal.PaddedGroupLength, target + block * CoefficientKernel.Lanes, stride);
        Store(laneGroup);
    }

    /// <summary>Stores the products of a group of lanes, <c>[k, block, lane]</c>, in the selected channels.</summary>
    private void Store(int laneGroup)
    {
        var targets = stackalloc float*[CoefficientKernel.Lanes];
        var step = isTransposed ? blocks : 1;
        for (var k = 0; k < horizontalCount; k++)
        {
            for (var lane = 0; lane < CoefficientKernel.Lanes; lane++)
            {
                int row = laneGroup * CoefficientKernel.Lanes + lane, blockRow = row / verticalCount, rank = row % verticalCount;
                var place = blockRow < blocks ? selected.Places[isTransposed ? k * verticalCount + rank : rank * horizontalCount + k] : -1;
                targets[lane] = place < 0 ? null : channels + place * blocks * blocks + (isTransposed ? blockRow : blockRow * blocks);
            }
            CoefficientKernel.StoreLanes(Pinned(products) + k * blocks * CoefficientKernel.Lanes, blocks, targets, step);
        }
    }

    private static float* Pinned(float[] array) => (float*)Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);

    private static void Grow(ref float[] buffer, int length)
    {
        if (buffer.Length < length) buffer = GC.AllocateArray<float>(length, pinned: true);
    }
}
