using FrequencyML.Dct.Internal;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests.Internal;

/// <summary>Axes of subsampled components and of DCT blocks; <see cref="AxisOperatorTests"/> has those of pixels.</summary>
internal sealed class AxisGeometryTests
{
    private static IEnumerable<AxisGeometry> Axes()
    {
        byte[] frequencies = [0xFF, 0b1, 0b1111, 0b1010_0100, 0b1000_0000];
        (int Factor, int Largest)[] samplings = [(1, 1), (1, 2), (2, 3), (1, 3), (1, 4), (3, 4), (2, 4), (4, 4)];
        (int Length, long Resized, int Crop)[] sizes =
            [(1, 9, 8), (7, 8, 8), (8, 8, 8), (17, 33, 24), (37, 13, 8), (203, 112, 112), (64, 129, 104), (331, 51, 16)];
        var index = 0;
        foreach (var sampling in samplings)
            foreach (var (length, resized, crop) in sizes)
                foreach (var inBlocks in new[] { false, true })
                {
                    var kernel = index % 3 == 0 ? ResizeKernel.Bilinear : ResizeKernel.Triangle;
                    yield return new AxisGeometry(
                        length, resized, crop, kernel, Blur: index % 4 == 1, Flip: index % 7 < 3, frequencies[index++ % frequencies.Length])
                    {
                        Sampling = sampling,
                        InBlocks = inBlocks,
                    };
                }
    }

    // Sums of at most 300 products in double precision; the entries are below 4. Seen: 2e-14.
    [TestCaseSource(nameof(Axes))]
    public void Compose_SampledOrInBlocks_EqualsDenseTwin(AxisGeometry axis)
    {
        var dense = DenseOperator.Build(axis);
        var composed = DenseOperator.Widen(axis.Compose());
        Assert.That((composed.RowCount, composed.ColumnCount), Is.EqualTo((dense.RowCount, dense.ColumnCount)));
        Assert.That(Difference.Max(dense.ToRowMajorArray(), composed.ToRowMajorArray()), Is.LessThan(1e-12));
    }

    [TestCase(33, 1, 1, 33), TestCase(33, 1, 2, 17), TestCase(32, 1, 2, 16), TestCase(33, 2, 3, 22), TestCase(34, 2, 3, 23)]
    [TestCase(1, 1, 4, 1), TestCase(65535, 3, 4, 49152)]
    public void SourceLength_Sampled_IsRoundedUp(int length, int factor, int largest, int expected)
    {
        var axis = new AxisGeometry(length, 8, 8, ResizeKernel.Triangle, Blur: false, Flip: false, 1) { Sampling = (factor, largest) };
        Assert.That(axis.SourceLength, Is.EqualTo(expected));
    }

    [Test]
    public void Equals_EveryProperty_Counts()
    {
        var axis = new AxisGeometry(33, 17, 16, ResizeKernel.Triangle, false, false, 0b11) { Sampling = (1, 2), InBlocks = true };
        Assert.That(axis, Is.EqualTo(axis with { }));
        AxisGeometry[] others =
        [
            axis with { Length = 34 }, axis with { Resized = 18 }, axis with { Crop = 8 }, axis with { Kernel = ResizeKernel.Bilinear },
            axis with { Blur = true }, axis with { Flip = true }, axis with { Frequencies = 1 }, axis with { Sampling = (2, 2) },
            axis with { Sampling = (1, 3) }, axis with { InBlocks = false },
        ];
        Assert.That(others.Append(axis).Distinct().Count(), Is.EqualTo(others.Length + 1));
    }
}
