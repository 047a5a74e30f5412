using System.Buffers;
using System.Numerics.Tensors;

namespace FrequencyML.Dct.Internal;

/// <summary>Applies the two axis operators to the components of a decoded image, one row of blocks at a time.</summary>
internal static class PixelOperator
{
    /// <summary>Computes the channels of an image; scratch memory is a few rows, whatever the image's height.</summary>
    /// <param name="image">The image as stored; its orientation is part of the operators.</param>
    /// <param name="geometry">Resize, crop, kernel and chroma filter.</param>
    /// <param name="components">The selected channels, by component.</param>
    /// <param name="channels">Receives <c>[C, H/8, W/8]</c>.</param>
    public static void Apply(PixelImage image, ImageGeometry geometry, ComponentChannels[] components, Span<float> channels)
    {
        var orientation = image.Orientation;
        var plans = Array.ConvertAll(components, component => Plan.Create(component, image, geometry));
        var transposed = orientation.Transposes();
        int blocks = geometry.CropInBlocks, left = plans.Min(plan => plan.Columns.SourceStart);
        var width = plans.Max(plan => plan.Columns.SourceEnd) - left;
        var maxRows = Enumerable.Range(0, blocks).Max(block => RowsOf(plans, block).Count);

        var planes = ArrayPool<float>.Shared.Rent(checked(3 * maxRows * width));   // [component, row, column]
        var vertical = ArrayPool<float>.Shared.Rent(8 * width);                    // [frequency of the stored rows, column]
        try
        {
            for (var blockRow = 0; blockRow < blocks; blockRow++)
            {
                var (firstRow, rowCount) = RowsOf(plans, blockRow);
                for (var row = 0; row < rowCount; row++)
                    YCbCr.FromRgba(
                        image.Row(firstRow + row).Slice(4 * left, 4 * width),
                        planes.AsSpan(row * width, width),
                        planes.AsSpan((maxRows + row) * width, width),
                        planes.AsSpan((2 * maxRows + row) * width, width));
                foreach (var plan in plans)
                {
                    var plane = planes.AsSpan(((int)plan.Component * maxRows + plan.Rows.Start(blockRow) - firstRow) * width);
                    ApplyRows(plan.Rows, blockRow, plane, width, vertical);
                    for (var blockColumn = 0; blockColumn < blocks; blockColumn++)
                    {
                        var at = transposed ? blockColumn * blocks + blockRow : blockRow * blocks + blockColumn;
                        ApplyColumns(plan, blockColumn, vertical.AsSpan(plan.Columns.Start(blockColumn) - left), width, channels[at..], blocks * blocks);
                    }
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(planes);
            ArrayPool<float>.Shared.Return(vertical);
        }
    }

    /// <summary>Contracts the rows of one block row: <c>[row, column]</c> to <c>[frequency, column]</c>.</summary>
    private static void ApplyRows(AxisOperator rows, int block, ReadOnlySpan<float> plane, int width, Span<float> vertical)
    {
        for (var k = 0; k < rows.FrequencyCount; k++)
        {
            var sums = vertical.Slice(k * width, width);
            sums.Clear();
            var weights = rows.Weights(block, k);
            for (var row = 0; row < weights.Length; row++) TensorPrimitives.MultiplyAdd(plane.Slice(row * width, width), weights[row], sums, sums);
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
    private static (int First, int Count) RowsOf(Plan[] plans, int block)
    {
        int first = int.MaxValue, end = 0;
        foreach (var plan in plans)
        {
            first = Math.Min(first, plan.Rows.Start(block));
            end = Math.Max(end, plan.Rows.Start(block) + plan.Rows.Count(block));
        }
        return (first, end - first);
    }

    /// <summary>The operators of one component along the stored rows and columns, and its channels by the ranks on those axes.</summary>
    private sealed record Plan(ColorComponent Component, AxisOperator Rows, AxisOperator Columns, (int Row, int Column, int Place)[] Channels)
    {
        public static Plan Create(ComponentChannels component, PixelImage image, ImageGeometry geometry)
        {
            var orientation = image.Orientation;
            var transposed = orientation.Transposes();
            var shortSide = Math.Min(image.Width, image.Height);
            AxisOperator Axis(int length, bool flip, byte frequencies) => AxisOperator.Get(new AxisGeometry(
                length, geometry.ResizedLength(length, shortSide), geometry.Crop, geometry.Kernel,
                Blur: component.Component != ColorComponent.Y && geometry.ChromaFilter == ChromaFilter.Dctnet, flip, frequencies));
            return new Plan(
                component.Component,
                Axis(image.Height, orientation.FlipsStoredRows(), transposed ? component.HorizontalFrequencies : component.VerticalFrequencies),
                Axis(image.Width, orientation.FlipsStoredColumns(), transposed ? component.VerticalFrequencies : component.HorizontalFrequencies),
                transposed ? Array.ConvertAll(component.Channels, channel => (channel.U, channel.V, channel.Place)) : component.Channels);
        }
    }
}
