using System.Buffers;
using System.Numerics.Tensors;

namespace FrequencyML.Dct.Internal;

/// <summary>Applies the two axis operators to the components of an image's pixels, one row of blocks at a time.</summary>
internal static class PixelOperator
{
    /// <summary>Computes the channels of an image; scratch memory is a few rows, whatever the image's height.</summary>
    /// <param name="image">The image as stored; its orientation is part of the operators.</param>
    /// <param name="placement">What of the image becomes the crop.</param>
    /// <param name="components">The selected channels, by component.</param>
    /// <param name="channels">Receives <c>[C, H/8, W/8]</c>.</param>
    public static void Apply(PixelRows image, in Placement placement, ComponentChannels[] components, Span<float> channels)
    {
        var orientation = image.Orientation;
        var plans = new Plan[components.Length];
        for (var i = 0; i < plans.Length; i++) plans[i] = Plan.Create(components[i], image, placement);
        var transposed = orientation.Transposes();
        int blocks = placement.Geometry.CropInBlocks, left = plans.Min(plan => plan.Columns.SourceStart);
        var width = plans.Max(plan => plan.Columns.SourceEnd) - left;

        var row = ArrayPool<float>.Shared.Rent(3 * width);                    // [component, column]
        var vertical = ArrayPool<float>.Shared.Rent(plans.Length * 8 * width); // [plan, frequency of the stored rows, column]
        try
        {
            for (var blockRow = 0; blockRow < blocks; blockRow++)
            {
                vertical.AsSpan(0, plans.Length * 8 * width).Clear();
                var (firstRow, endRow) = RowsOf(plans, blockRow);
                for (var y = firstRow; y < endRow; y++)
                {
                    YCbCr.FromRgba(
                        image[y].Slice(4 * left, 4 * width), row.AsSpan(0, width), row.AsSpan(width, width), row.AsSpan(2 * width, width));
                    for (var i = 0; i < plans.Length; i++)
                        AddRow(plans[i].Rows, blockRow, y, row.AsSpan((int)plans[i].Component * width, width), vertical.AsSpan(i * 8 * width));
                }
                for (var i = 0; i < plans.Length; i++)
                {
                    var plan = plans[i];
                    var sums = vertical.AsSpan(i * 8 * width);
                    for (var blockColumn = 0; blockColumn < blocks; blockColumn++)
                    {
                        var at = transposed ? blockColumn * blocks + blockRow : blockRow * blocks + blockColumn;
                        ApplyColumns(plan, blockColumn, sums[(plan.Columns.Start(blockColumn) - left)..], width, channels[at..], blocks * blocks);
                    }
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(row);
            ArrayPool<float>.Shared.Return(vertical);
        }
    }

    /// <summary>Adds what one row of a component contributes to a block row's sums <c>[frequency, column]</c>.</summary>
    private static void AddRow(AxisOperator rows, int block, int y, ReadOnlySpan<float> row, Span<float> vertical)
    {
        var place = y - rows.Start(block);
        if (place < 0 || place >= rows.Count(block)) return;   // a row that only another component reads
        for (var k = 0; k < rows.FrequencyCount; k++)
        {
            var sums = vertical.Slice(k * row.Length, row.Length);
            TensorPrimitives.MultiplyAdd(row, rows.Weights(block, k)[place], sums, sums);
        }
    }

    /// <summary>Contracts the columns of one block and stores its selected coefficients, <paramref name="planeLength"/> apart.</summary>
    private static void ApplyColumns(Plan plan, int block, ReadOnlySpan<float> vertical, int width, Span<float> channels, int planeLength)
    {
        var count = plan.Columns.Count(block);
        foreach (var (row, column, place) in plan.Channels)
            channels[place * planeLength] = TensorPrimitives.Dot(vertical.Slice(row * width, count), plan.Columns.Weights(block, column));
    }

    /// <summary>The rows that a block row reads in any component.</summary>
    private static (int First, int End) RowsOf(Plan[] plans, int block)
    {
        int first = int.MaxValue, end = 0;
        foreach (var plan in plans)
        {
            first = Math.Min(first, plan.Rows.Start(block));
            end = Math.Max(end, plan.Rows.Start(block) + plan.Rows.Count(block));
        }
        return (first, end);
    }

    /// <summary>The operators of one component along the stored rows and columns, and its channels by the ranks on those axes.</summary>
    private sealed record Plan(ColorComponent Component, AxisOperator Rows, AxisOperator Columns, (int Row, int Column, int Place)[] Channels)
    {
        public static Plan Create(ComponentChannels component, PixelRows image, in Placement placement)
        {
            var orientation = image.Orientation;
            var transposed = orientation.Transposes();
            var shortSide = Math.Min(image.Width, image.Height);
            var (rows, columns) = transposed
                ? (component.HorizontalFrequencies, component.VerticalFrequencies)
                : (component.VerticalFrequencies, component.HorizontalFrequencies);
            return new Plan(
                component.Component,
                AxisOperator.Get(placement.Axis(component.Component, image.Height, shortSide, transposed, orientation.FlipsStoredRows(), rows)),
                AxisOperator.Get(placement.Axis(component.Component, image.Width, shortSide, !transposed, orientation.FlipsStoredColumns(), columns)),
                transposed ? Array.ConvertAll(component.Channels, channel => (channel.U, channel.V, channel.Place)) : component.Channels);
        }
    }
}
