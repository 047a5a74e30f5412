using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed partial class FrequencyDistanceTests
{
    private static readonly ChannelSelection Four = ChannelSelection.Parse("Y0,Y9,Cb0,Cr8");

    [TestCase(1), TestCase(2), TestCase(3)]
    public void Between_AllChannelsFlat_IsTheRootMeanSquareOfTheSamples(int seed)
    {
        const int side = 48;
        var extractor = new DctChannelExtractor(ChannelSelection.All, new ImageGeometry(side, side));     // every pixel, none resized
        TestImage one = TestImage.Noise(side, side, seed), other = seed == 1 ? TestImage.Scene(side, side) : TestImage.Noise(side, side, seed + 100);
        var sum = 0.0;
        for (var i = 0; i < one.Rgb.Length; i += 3)
        {
            double red = one.Rgb[i] - other.Rgb[i], green = one.Rgb[i + 1] - other.Rgb[i + 1], blue = one.Rgb[i + 2] - other.Rgb[i + 2];
            var luma = 0.299 * red + 0.587 * green + 0.114 * blue;
            double cb = (blue - luma) / 1.772, cr = (red - luma) / 1.402;                                 // JFIF 1.02: full-range BT.601
            sum += luma * luma + cb * cb + cr * cr;
        }
        var distance = FrequencyDistance.Between(
            Extract(extractor, one.EncodePng()), Extract(extractor, other.EncodePng()), ChannelWeights.Flat(ChannelSelection.All));
        Assert.That(distance, Is.EqualTo(Math.Sqrt(sum / one.Rgb.Length)).Within(1e-5).Percent);          // Parseval; float32 rounding of the channels
    }

    [Test]
    public void Between_RandomTensors_EqualsTheFormulaInDouble([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var (weights, blocks) = (RandomWeights(random), 1 + random.Next(200));
        float[] a = RandomTensor(random, blocks), b = RandomTensor(random, blocks);
        double sum = 0, norm = 0;
        for (var channel = 0; channel < 4; channel++)
        {
            for (var block = 0; block < blocks; block++)
                sum += Math.Pow(weights[channel] * ((double)a[channel * blocks + block] - b[channel * blocks + block]), 2) / blocks;
            norm += (double)weights[channel] * weights[channel];
        }
        Assert.That(FrequencyDistance.Between(a, b, weights), Is.EqualTo(Math.Sqrt(sum / norm)).Within(1e-4).Percent);   // float32 sums of 200 squares
    }

    [Test]
    public void Between_RandomTensors_IsAMetric([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var (weights, blocks) = (RandomWeights(random), 1 + random.Next(100));
        for (var round = 0; round < 50; round++)
        {
            float[] a = RandomTensor(random, blocks), b = RandomTensor(random, blocks), c = RandomTensor(random, blocks);
            if (round % 2 == 0)                                                                           // on the line from a to b: the bound is reached
                for (var i = 0; i < c.Length; i++) c[i] = a[i] + (b[i] - a[i]) * (round / 50f);
            double ab = FrequencyDistance.Between(a, b, weights), ac = FrequencyDistance.Between(a, c, weights), cb = FrequencyDistance.Between(c, b, weights);
            Assert.That(FrequencyDistance.Between(a, a, weights), Is.Zero);
            Assert.That(ab, Is.GreaterThan(0).And.EqualTo(FrequencyDistance.Between(b, a, weights)));
            Assert.That(ab, Is.LessThanOrEqualTo((ac + cb) * (1 + 1e-6)));                                // float32 rounding
        }
    }

    [Test]
    public void Between_WeightedTensors_IsProportionalToTheirEuclideanDistance()
    {
        var random = new Random(7);
        var weights = RandomWeights(random);
        float[] a = RandomTensor(random, 9), b = RandomTensor(random, 9);
        var sum = a.Zip(b).Select((pair, i) => Math.Pow((double)weights[i / 9] * pair.First - (double)weights[i / 9] * pair.Second, 2)).Sum();
        var factor = Math.Sqrt(9 * weights.Sum(weight => (double)weight * weight));
        Assert.That(FrequencyDistance.Between(a, b, weights) * factor, Is.EqualTo(Math.Sqrt(sum)).Within(1e-4).Percent);
    }

    [TestCase(2), TestCase(0.25f), TestCase(1024)]
    public void Between_WeightsTimesANumber_IsUnchanged(float factor)
    {
        var random = new Random(5);
        var weights = RandomWeights(random);
        float[] a = RandomTensor(random, 5), b = RandomTensor(random, 5);
        var scaled = new ChannelWeights(Four, weights.Select(weight => factor * weight));                 // powers of two: exact
        Assert.That(FrequencyDistance.Between(a, b, scaled), Is.EqualTo(FrequencyDistance.Between(a, b, weights)));
    }

    [Test]
    public void Between_ChannelOfWeightZero_DoesNotCount()
    {
        var weights = new ChannelWeights(Four, [1, 0, 1, 0]);
        Assert.That(FrequencyDistance.Between([1, 2, 3, 4], [1, -2, 3, 9], weights), Is.Zero);
        Assert.That(FrequencyDistance.Between([4, 2, 3, 4], [1, -2, -1, 9], weights), Is.EqualTo(Math.Sqrt((9 + 16) / 2.0)).Within(1e-12));
    }

    [Test]
    public void Between_NaNAnywhere_IsNaN([Values(0, 1)] int channel, [Values(1, 7, 33)] int blocks)
    {
        var weights = new ChannelWeights(Four, [0, 1, 1, 1]);
        for (var block = 0; block < blocks; block++)
        {
            float[] sound = new float[4 * blocks], broken = new float[4 * blocks];
            broken[channel * blocks + block] = float.NaN;
            Assert.That(FrequencyDistance.Between(broken, sound, weights), Is.NaN);
            Assert.That(FrequencyDistance.Between(sound, broken, weights), Is.NaN);
            Assert.That(FrequencyDistance.Between(broken, broken, weights), Is.NaN);
        }
    }

    [Test]
    public void Between_Tensors_AllocatesNothing()
    {
        var weights = ChannelWeights.Flat(Four);
        float[] a = RandomTensor(new Random(1), 50), b = RandomTensor(new Random(2), 50);
        FrequencyDistance.Between(a, b, weights);                                                         // the first call is compiled
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++) FrequencyDistance.Between(a, b, weights);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [TestCase(8, 12, "8 values and the other 12"), TestCase(0, 0, "0 values"), TestCase(6, 6, "6 values are not 4 channels")]
    public void Between_OtherLengths_Throws(int first, int second, string part) =>
        Assert.That(() => FrequencyDistance.Between(new float[first], new float[second], ChannelWeights.Flat(Four)),
            Throws.ArgumentException.With.Message.Contains(part));

    [Test]
    public void Between_NoWeights_Throws() => Assert.That(() => FrequencyDistance.Between([1], [1], null!), Throws.ArgumentNullException);

    private static ChannelWeights RandomWeights(Random random) => new(Four, Four.Select(_ => 0.01f + random.NextSingle()));

    private static float[] RandomTensor(Random random, int blocks) =>
        [.. Enumerable.Range(0, 4 * blocks).Select(i => (random.NextSingle() - 0.5f) * (i < blocks ? 2048 : 200))];

    private static float[] Extract(DctChannelExtractor extractor, byte[] image)
    {
        var channels = new float[extractor.Length];
        extractor.Extract(image, channels);
        return channels;
    }
}
