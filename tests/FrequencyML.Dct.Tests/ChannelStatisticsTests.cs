using MathNet.Numerics.Statistics;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed class ChannelStatisticsTests
{
    private const int Channels = 3;

    // Relative: a few thousand updates of one double rounding (1e-16) each, and the values are exact floats.
    private const double Tolerance = 1e-11;

    [Test]
    public void Add_Tensors_EqualsTwoPassesAndMathNet([Values(1, 2)] int seed)
    {
        var tensors = RandomTensors(seed, count: 9);
        var statistics = new ChannelStatistics(Channels);
        foreach (var tensor in tensors) statistics.Add(tensor);
        for (var channel = 0; channel < Channels; channel++)
        {
            var values = ValuesOf(tensors, channel);
            var mean = values.Sum() / values.Length;
            var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
            Assert.That(statistics.Mean[channel], Is.EqualTo(mean).Within(Tolerance * Math.Abs(mean)));
            Assert.That(statistics.StandardDeviation[channel], Is.EqualTo(deviation).Within(Tolerance * deviation));
            var (otherMean, otherDeviation) = values.MeanStandardDeviation();
            Assert.That(statistics.Mean[channel], Is.EqualTo(otherMean).Within(Tolerance * Math.Abs(mean)));
            Assert.That(statistics.StandardDeviation[channel], Is.EqualTo(otherDeviation).Within(Tolerance * deviation));
        }
    }

    [Test]
    public void Add_LargeMeanSmallSpread_KeepsTheDeviation()
    {
        // A sum of squares would lose everything here: the spread is a millionth of the mean.
        var statistics = new ChannelStatistics(1);
        for (var i = 0; i < 1000; i++) statistics.Add([1_000_000f, 1_000_001f]);
        Assert.That(statistics.Mean[0], Is.EqualTo(1_000_000.5).Within(1e-8));
        Assert.That(statistics.StandardDeviation[0], Is.EqualTo(Math.Sqrt(0.25 * 2000 / 1999)).Within(1e-8));
    }

    [Test]
    public void AddStatistics_AnySplit_EqualsOnePass([Values(0, 1, 4, 9)] int split)
    {
        var tensors = RandomTensors(seed: 5, count: 9);
        ChannelStatistics all = new(Channels), first = new(Channels), second = new(Channels);
        foreach (var tensor in tensors) all.Add(tensor);
        foreach (var tensor in tensors[..split]) first.Add(tensor);
        foreach (var tensor in tensors[split..]) second.Add(tensor);
        first.Add(second);
        AssertSame(all, first);
    }

    [Test]
    public void AddStatistics_ToEmptyThenMoreTensors_LeavesBothIndependent()
    {
        // Joining into an empty instance must copy: a shared accumulator would count the values of either instance in both.
        var tensors = RandomTensors(seed: 6, count: 3);
        ChannelStatistics joined = new(Channels), source = new(Channels);
        source.Add(tensors[0]);
        joined.Add(source);
        joined.Add(tensors[1]);
        source.Add(tensors[2]);

        ChannelStatistics expectedJoined = new(Channels), expectedSource = new(Channels);
        expectedJoined.Add(tensors[0]);
        expectedJoined.Add(tensors[1]);
        expectedSource.Add(tensors[0]);
        expectedSource.Add(tensors[2]);
        AssertSame(expectedJoined, joined);
        AssertSame(expectedSource, source);
    }

    [Test]
    public void AddStatistics_Itself_CountsEverythingTwice()
    {
        var tensors = RandomTensors(seed: 8, count: 2);
        ChannelStatistics twice = new(Channels), expected = new(Channels);
        foreach (var tensor in tensors) twice.Add(tensor);
        twice.Add(twice);
        foreach (var tensor in tensors.Concat(tensors)) expected.Add(tensor);
        AssertSame(expected, twice);
    }

    [Test]
    public void MeanAndDeviation_TooFewValues_AreNotNumbers()
    {
        var statistics = new ChannelStatistics(2);
        Assert.That(statistics.Mean, Is.All.NaN);
        Assert.That(statistics.StandardDeviation, Is.All.NaN);
        statistics.Add(new ChannelStatistics(2));
        statistics.Add(ReadOnlySpan<float>.Empty);
        Assert.That(statistics.Mean, Is.All.NaN);
        statistics.Add([1f, 2f]);
        Assert.That(statistics.Mean, Is.EqualTo(new[] { 1.0, 2.0 }));
        Assert.That(statistics.StandardDeviation, Is.All.NaN);
    }

    [Test]
    public void Mean_ReadBeforeMoreTensors_DoesNotChange()
    {
        var statistics = new ChannelStatistics(1);
        statistics.Add([1f]);
        var before = statistics.Mean;
        statistics.Add([3f]);
        Assert.That((before[0], statistics.Mean[0]), Is.EqualTo((1.0, 2.0)));
    }

    [Test]
    public void Members_WrongArguments_Throw()
    {
        var statistics = new ChannelStatistics(3);
        Assert.That(() => new ChannelStatistics(0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => statistics.Add(new float[7]),
            Throws.ArgumentException.With.Message.Contains("7 values").And.Message.Contains("3 channels"));
        Assert.That(() => statistics.Add(new ChannelStatistics(4)), Throws.ArgumentException.With.Message.Contains("4 channels"));
        Assert.That(() => statistics.Add((ChannelStatistics)null!), Throws.ArgumentNullException);
    }

    private static void AssertSame(ChannelStatistics expected, ChannelStatistics actual)
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            Assert.That(actual.Mean[channel], Is.EqualTo(expected.Mean[channel]).Within(Tolerance * Math.Abs(expected.Mean[channel])));
            Assert.That(actual.StandardDeviation[channel],
                Is.EqualTo(expected.StandardDeviation[channel]).Within(Tolerance * expected.StandardDeviation[channel]));
        }
    }

    private static double[] ValuesOf(float[][] tensors, int channel) =>
    [
        .. from tensor in tensors
           from value in tensor.Skip(channel * tensor.Length / Channels).Take(tensor.Length / Channels)
           select (double)value,
    ];

    /// <summary>Tensors of different sizes, each channel with its own mean and spread.</summary>
    private static float[][] RandomTensors(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(index =>
        {
            var planeLength = 1 + index * 37 % 50;
            return Enumerable.Range(0, Channels * planeLength)
                .Select(i => (float)(1000 - 400 * (i / planeLength) + (random.NextDouble() - 0.5) * Math.Pow(10, i / planeLength))).ToArray();
        })];
    }
}
