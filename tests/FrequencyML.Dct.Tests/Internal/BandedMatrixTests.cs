using FrequencyML.Dct.Internal;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests.Internal;

public sealed class BandedMatrixTests
{
    private const double Tolerance = 1e-14; // a few roundings of numbers up to 1

    private static readonly int[] SomeFrequencies = [0, 2, 7];

    [Test]
    public void Blur_SmallLengths_EqualDense([Values(1, 2, 3, 8, 24)] int length) =>
        AssertEqual(DenseOperator.Blur(length), BandedMatrix.Blur(length, 1.0 / 8));

    [Test]
    public void BlockDct_AllFrequencies_EqualsDense([Values(8, 24)] int length) =>
        AssertEqual(DenseOperator.Dct(length), BandedMatrix.BlockDct(length, 0xFF));

    [Test]
    public void BlockDct_SomeFrequencies_KeepsTheirRowsInOrder()
    {
        var dense = DenseOperator.Dct(16);
        var matrix = DenseOperator.Widen(BandedMatrix.BlockDct(16, 0b1000_0101));
        Assert.That(matrix.RowCount, Is.EqualTo(6));
        for (var row = 0; row < 6; row++)
        {
            var expected = dense.Row(row / 3 * 8 + SomeFrequencies[row % 3]).ToArray();
            Assert.That(Difference.Max(expected, matrix.Row(row).ToArray()), Is.LessThan(Tolerance));
        }
    }

    [Test]
    public void Resample_WholeAxis_EqualsDefinition(
        [Values(1, 2, 3, 8, 37, 200)] int length, [Values(8, 9, 37, 61)] int resized, [Values] ResizeKernel kernel)
    {
        var axis = new AxisGeometry(length, resized, 8, kernel, false, false, 0xFF);
        AssertEqual(DenseOperator.Resize(axis), BandedMatrix.Resample(length, (double)length / resized, 0, resized, kernel));
    }

    [Test]
    public void Resample_SameSize_IsIdentity([Values] ResizeKernel kernel)
    {
        var matrix = DenseOperator.Widen(BandedMatrix.Resample(19, 1, 0, 19, kernel));
        for (var row = 0; row < 19; row++)
            for (var column = 0; column < 19; column++) Assert.That(matrix[row, column], Is.EqualTo(row == column ? 1 : 0));
    }

    [Test]
    public void Resample_LongestAxis_HasRowsThatSumToOneWithinTheSource([Values] ResizeKernel kernel, [Values(8, 16384)] int resize)
    {
        const int Length = 120_000_000; // the default limit of pixels, one pixel wide
        long resized = (long)resize * Length;
        foreach (var first in new[] { 0, resized / 2 - 4, resized - 8 })
        {
            var matrix = BandedMatrix.Resample(Length, (double)Length / resized, first, 8, kernel);
            for (var row = 0; row < 8; row++)
            {
                var sum = 0.0;
                foreach (var weight in matrix.Row(row)) sum += weight;
                Assert.That(sum, Is.EqualTo(1).Within(Tolerance));
                Assert.That(matrix.Start(row), Is.EqualTo((int)((first + row) / resize)).Within(1));
                Assert.That(matrix.Start(row) + matrix.Row(row).Length, Is.LessThanOrEqualTo(Length));
            }
        }
    }

    [Test]
    public void FlipColumns_Twice_IsIdentity()
    {
        var matrix = BandedMatrix.Resample(37, 37.0 / 12, 2, 8, ResizeKernel.Triangle);
        var flipped = DenseOperator.Widen(matrix.FlipColumns());
        var dense = DenseOperator.Widen(matrix);
        for (var row = 0; row < 8; row++) Assert.That(flipped.Row(row).Reverse(), Is.EqualTo(dense.Row(row).ToArray()));
        AssertEqual(dense, matrix.FlipColumns().FlipColumns());
    }

    [Test]
    public void Multiply_BandsWithGaps_EqualsDense()
    {
        // Shrinking by ten leaves gaps between the two taps: the product's rows are wider than the sum of their parts.
        var right = BandedMatrix.Resample(240, 10, 0, 24, ResizeKernel.Bilinear);
        var left = BandedMatrix.BlockDct(24, 0b1000_0101) * BandedMatrix.Blur(24, 1.0 / 8);
        AssertEqual(DenseOperator.Widen(left) * DenseOperator.Widen(right), left * right);
        AssertEqual(DenseOperator.Widen(left) * DenseOperator.Widen(right.FlipColumns()), left * right.FlipColumns());
    }

    [Test]
    public void Multiply_SizesThatDoNotFit_Throw() =>
        Assert.That(() => BandedMatrix.Blur(8, 0.1) * BandedMatrix.Blur(9, 0.1), Throws.ArgumentException);

    private static void AssertEqual(MathNet.Numerics.LinearAlgebra.Matrix<double> expected, BandedMatrix actual)
    {
        var widened = DenseOperator.Widen(actual);
        Assert.That((widened.RowCount, widened.ColumnCount), Is.EqualTo((expected.RowCount, expected.ColumnCount)));
        Assert.That(Difference.Max(expected.ToRowMajorArray(), widened.ToRowMajorArray()), Is.LessThan(Tolerance));
    }
}
