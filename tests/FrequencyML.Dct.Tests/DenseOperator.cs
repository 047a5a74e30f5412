using FrequencyML.Dct.Internal;
using MathNet.Numerics.LinearAlgebra;

namespace FrequencyML.Dct.Tests;

/// <summary>The operator of one axis as a product of dense matrices, one for each step: the algebraic twin of the banded ones.</summary>
internal static class DenseOperator
{
    /// <summary>
    /// Keep * Dct * Blur * Crop * Resize * Flip: <c>[crop / 8 * frequencies, length]</c>; of a subsampled component * Upsample, and of DCT
    /// blocks * Pad^T * Dct^T.
    /// </summary>
    public static Matrix<double> Build(AxisGeometry axis)
    {
        var product = Crop(axis) * Resize(axis);
        if (axis.Flip) product *= Build(axis.Length, axis.Length, (row, column) => row + column == axis.Length - 1 ? 1 : 0);
        if (axis.Blur) product = Blur(axis.Crop) * product;
        product = Keep(axis) * (Dct(axis.Crop) * product) * Upsample(axis);
        if (!axis.InBlocks) return product;
        int samples = product.ColumnCount, padded = (samples + 7) / 8 * 8;
        return product * Build(samples, padded, (row, column) => row == column ? 1 : 0) * Dct(padded).Transpose();
    }

    /// <summary>Centred linear interpolation of ceil(length * factor / largest) samples, those beyond the ends clamped.</summary>
    public static Matrix<double> Upsample(AxisGeometry axis)
    {
        var (factor, largest) = axis.Sampling;
        var samples = (int)Math.Ceiling((double)axis.Length * factor / largest);
        var matrix = Matrix<double>.Build.Dense(axis.Length, samples);
        for (var row = 0; row < axis.Length; row++)
        {
            var position = (row + 0.5) * factor / largest - 0.5;
            var before = (int)Math.Floor(position);
            matrix[row, Math.Clamp(before, 0, samples - 1)] += before + 1 - position;
            matrix[row, Math.Clamp(before + 1, 0, samples - 1)] += position - before;
        }
        return matrix;
    }

    /// <summary>The rows of a banded matrix with their zeros.</summary>
    public static Matrix<double> Widen(BandedMatrix banded)
    {
        var dense = Matrix<double>.Build.Dense(banded.Rows, banded.Columns);
        for (var row = 0; row < banded.Rows; row++)
            for (var i = 0; i < banded.Row(row).Length; i++) dense[row, banded.Start(row) + i] = banded.Row(row)[i];
        return dense;
    }

    public static Matrix<double> Resize(AxisGeometry axis)
    {
        var matrix = Matrix<double>.Build.Dense((int)axis.Resized, axis.Length);
        for (var row = 0; row < axis.Resized; row++)
            foreach (var (source, weight) in ReferencePipeline.Taps(axis.Length, (long)axis.Resized, row, axis.Kernel)) matrix[row, source] += weight;
        return matrix;
    }

    public static Matrix<double> Crop(AxisGeometry axis)
    {
        var offset = ReferencePipeline.CropOffset((long)axis.Resized, axis.Crop);
        return Build(axis.Crop, (int)axis.Resized, (row, column) => column == offset + row ? 1 : 0);
    }

    public static Matrix<double> Blur(int length) => Build(length, length, (row, column) =>
        (Math.Max(row - 1, 0) == column ? 1.0 / 8 : 0) + (row == column ? 6.0 / 8 : 0) + (Math.Min(row + 1, length - 1) == column ? 1.0 / 8 : 0));

    public static Matrix<double> Dct(int length) => Build(length, length, (row, column) => row / 8 != column / 8
        ? 0
        : (row % 8 == 0 ? Math.Sqrt(0.5) : 1) / 2 * Math.Cos((2 * (column % 8) + 1) * (row % 8) * Math.PI / 16));

    private static Matrix<double> Keep(AxisGeometry axis)
    {
        int[] kept = [.. Enumerable.Range(0, axis.Crop).Where(row => (axis.Frequencies & 1 << row % 8) != 0)];
        return Build(kept.Length, axis.Crop, (row, column) => column == kept[row] ? 1 : 0);
    }

    private static Matrix<double> Build(int rows, int columns, Func<int, int, double> value) => Matrix<double>.Build.Dense(rows, columns, value);
}
