using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed class Dct8x8Tests
{
    // float32 rounding of two sums of eight products, the result up to 1024 (half an ulp there is 3e-5); seen: 1.2e-4.
    private const double Tolerance = 1e-3;

    [Test]
    public void Forward_RandomBlocks_MatchesDoubleReference([Range(1, 5)] int seed)
    {
        var random = new Random(seed);
        var actual = new float[64];
        for (var round = 0; round < 50; round++)
        {
            var samples = RandomBlock(random);
            Dct8x8.Forward(samples, actual);
            Assert.That(Difference.Max(ReferenceDct.Forward(samples), actual), Is.LessThan(Tolerance));
        }
    }

    [Test]
    public void Forward_ExtremeBlocks_MatchesDoubleReference()
    {
        // For each frequency the block of -128 and 127 that follows its sign: the largest coefficients that 8-bit samples can give.
        var actual = new float[64];
        for (var frequency = 0; frequency < 64; frequency++)
        {
            var unit = new float[64];
            unit[frequency] = 1;
            float[] samples = [.. ReferenceDct.Inverse(unit).Select(value => value < 0 ? -128f : 127f)];
            Dct8x8.Forward(samples, actual);
            Assert.That(Difference.Max(ReferenceDct.Forward(samples), actual), Is.LessThan(Tolerance), $"frequency {frequency}");
        }
    }

    [Test]
    public void Inverse_RandomBlocks_MatchesDoubleReference([Range(1, 5)] int seed)
    {
        var random = new Random(seed);
        var actual = new float[64];
        for (var round = 0; round < 50; round++)
        {
            var coefficients = RandomBlock(random);
            Dct8x8.Inverse(coefficients, actual);
            Assert.That(Difference.Max(ReferenceDct.Inverse(coefficients), actual), Is.LessThan(Tolerance));
        }
    }

    [Test]
    public void Inverse_OfForward_IsIdentity([Range(1, 5)] int seed)
    {
        var samples = RandomBlock(new Random(seed));
        float[] coefficients = new float[64], actual = new float[64];
        Dct8x8.Forward(samples, coefficients);
        Dct8x8.Inverse(coefficients, actual);
        Assert.That(Difference.Max(samples, actual), Is.LessThan(Tolerance));
    }

    [TestCase(-128f), TestCase(-0.5f), TestCase(0f), TestCase(1f), TestCase(127f)]
    public void Forward_FlatBlock_HasOnlyDcOfEightTimesItsValue(float value)
    {
        var samples = Enumerable.Repeat(value, 64).ToArray();
        var expected = new double[64];
        expected[0] = 8 * value;
        var actual = new float[64];
        Dct8x8.Forward(samples, actual);
        Assert.That(Difference.Max(expected, actual), Is.LessThan(Tolerance));
    }

    [Test]
    public void Forward_OneHorizontalCosine_FillsOneCoefficientOfTheFirstRow()
    {
        // Guards the layout: u runs along a row of the block, so a wave along x lands in [v = 0, u].
        float[] samples = [.. Enumerable.Range(0, 64).Select(i => (float)Math.Cos((2 * (i % 8) + 1) * 3 * Math.PI / 16))];
        var expected = new double[64];
        expected[3] = 1 / Math.Sqrt(2) / 4 * 8 * 4; // C(0) C(3) / 4, 8 rows, and the sum of squares of the cosine
        var actual = new float[64];
        Dct8x8.Forward(samples, actual);
        Assert.That(Difference.Max(expected, actual), Is.LessThan(Tolerance));
    }

    [Test]
    public void ForwardAndInverse_SameSpan_EqualSeparateSpans()
    {
        var samples = RandomBlock(new Random(7));
        float[] separate = new float[64], inPlace = [.. samples];
        Dct8x8.Forward(samples, separate);
        Dct8x8.Forward(inPlace, inPlace);
        Assert.That(inPlace, Is.EqualTo(separate));
        Dct8x8.Inverse(separate.ToArray(), separate);
        Dct8x8.Inverse(inPlace, inPlace);
        Assert.That(inPlace, Is.EqualTo(separate));
    }

    [TestCase(0, 64), TestCase(63, 64), TestCase(65, 64), TestCase(64, 0), TestCase(64, 63), TestCase(64, 128)]
    public void ForwardAndInverse_WrongLength_ThrowNamingBoth(int input, int output)
    {
        Assert.That(() => Dct8x8.Forward(new float[input], new float[output]),
            Throws.ArgumentException.With.Message.Contains($"{input}").And.Message.Contains($"{output}"));
        Assert.That(() => Dct8x8.Inverse(new float[input], new float[output]), Throws.ArgumentException);
    }

    [Test]
    public void Basis_TimesItsTranspose_IsIdentity()
    {
        for (var row = 0; row < 8; row++)
            for (var other = 0; other < 8; other++)
            {
                var product = Enumerable.Range(0, 8).Sum(position => Dct8x8.Basis[row, position] * Dct8x8.Basis[other, position]);
                Assert.That(product, Is.EqualTo(row == other ? 1 : 0).Within(1e-15)); // a few roundings of numbers up to 1
            }
    }

    private static float[] RandomBlock(Random random) => [.. Enumerable.Range(0, 64).Select(_ => (float)random.Next(-128, 128))];
}
