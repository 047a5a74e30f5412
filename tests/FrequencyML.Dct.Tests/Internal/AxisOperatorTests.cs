using FrequencyML.Dct.Internal;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests.Internal;

internal sealed class AxisOperatorTests
{
    private static IEnumerable<AxisGeometry> Axes()
    {
        byte[] frequencies = [0xFF, 0b1, 0b1111, 0b1010_0100, 0b1000_0000];
        var index = 0;
        foreach (var (length, resized, crop) in new[]
        {
            (1, 8L, 8), (1, 9L, 8), (3, 128L, 112), (8, 8L, 8), (11, 11L, 8), (37, 13L, 8), (200, 170L, 112), (301, 112L, 112), (777, 512L, 448),
            (1031, 679L, 56), (2000, 51L, 16), (64, 257L, 224),
        })
            foreach (var kernel in Enum.GetValues<ResizeKernel>())
                foreach (var (blur, flip) in new[] { (true, true), (true, false), (false, true), (false, false) })
                {
                    yield return new AxisGeometry(length, resized, crop, kernel, blur, flip, frequencies[index++ % frequencies.Length]);
                    if (crop == 448) break; // one is enough: dense products of this size take a quarter of a second
                }
    }

    // Sums of at most 40 products in double precision; the operators' entries are below 4. Seen: 4e-16.
    [TestCaseSource(nameof(Axes))]
    public void Compose_AnyAxis_EqualsDenseTwin(AxisGeometry axis)
    {
        var dense = DenseOperator.Build(axis);
        var composed = DenseOperator.Widen(axis.Compose());
        Assert.That((composed.RowCount, composed.ColumnCount), Is.EqualTo((dense.RowCount, dense.ColumnCount)));
        Assert.That(Difference.Max(dense.ToRowMajorArray(), composed.ToRowMajorArray()), Is.LessThan(1e-12));
    }

    [TestCaseSource(nameof(Axes))]
    public void Get_AnyAxis_HoldsTheComposedWeightsInFloat(AxisGeometry axis) => AssertHoldsComposed(axis, AxisOperator.Get(axis));

    [Test]
    public void Get_ManyAxesFromManyThreads_GivesEachItsOwn()
    {
        AxisGeometry[] axes =
        [
            .. Enumerable.Range(0, 1400).Select(i =>
                new AxisGeometry(1 + i * 7 % 700, 9 + i % 3, 8, ResizeKernel.Triangle, Blur: false, Flip: i % 2 == 0, Frequencies: 0b11)),
        ];
        Parallel.For(0, 3 * axes.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var axis = axes[i % axes.Length];
            AssertHoldsComposed(axis, AxisOperator.Get(axis));
        });
    }

    private static void AssertHoldsComposed(AxisGeometry axis, AxisOperator actual)
    {
        var composed = axis.Compose();
        var frequencies = composed.Rows / (axis.Crop / 8);
        int first = int.MaxValue, end = 0;
        double difference = 0, outside = 0;
        for (var row = 0; row < composed.Rows; row++)
        {
            var block = row / frequencies;
            var weights = actual.Weights(block, row % frequencies);
            if (weights.Length != actual.Count(block)) Assert.Fail($"Block {block}: {weights.Length} weights, count {actual.Count(block)}.");
            var run = composed.Row(row);
            var offset = composed.Start(row) - actual.Start(block);
            for (var i = 0; i < run.Length; i++) difference = Math.Max(difference, Math.Abs(weights[offset + i] - run[i]));
            for (var i = 0; i < weights.Length; i++)
                if (i < offset || i >= offset + run.Length) outside = Math.Max(outside, Math.Abs(weights[i]));
            first = Math.Min(first, actual.Start(block));
            end = Math.Max(end, actual.Start(block) + actual.Count(block));
        }
        Assert.That(actual.FrequencyCount, Is.EqualTo(frequencies));
        Assert.That(difference, Is.LessThan(1.25e-7)); // weights below 4 rounded to float: half an ulp is 1.2e-7
        Assert.That(outside, Is.Zero);
        Assert.That((actual.SourceStart, actual.SourceEnd), Is.EqualTo((first, end)));
        Assert.That(first, Is.GreaterThanOrEqualTo(0));
        Assert.That(end, Is.LessThanOrEqualTo(axis.Length));
    }
}
