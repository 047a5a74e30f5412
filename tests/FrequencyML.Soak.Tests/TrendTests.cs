using FrequencyML.Soak.Evaluation;
using NUnit.Framework;

namespace FrequencyML.Soak.Tests;

internal sealed class TrendTests
{
    [Test]
    public void Of_StraightLine_GivesItsSlopeAnHourWithoutError()
    {
        var minutes = Enumerable.Range(0, 40).Select(i => 6.0 + 1.5 * i).ToArray();

        var trend = Trend.Of(minutes, [.. minutes.Select(minute => 100 + 0.5 * minute)]);

        Assert.That(trend.Slope, Is.EqualTo(30).Within(1e-9));            // 0.5 a minute
        Assert.That(trend.MedianGrowth, Is.EqualTo(30).Within(1e-9));
        Assert.That(trend.StandardError, Is.EqualTo(0).Within(1e-6));
    }

    [Test]
    public void Of_FourSamples_GivesTheTextbooksStandardError()
    {
        // y = 1, 3, 2, 4 at 0..3 hours: slope 0.8, residuals -0.3, 0.9, -0.9, 0.3, so their squares sum to 1.8, and se = sqrt(1.8 / 2 / 5).
        var trend = Trend.Of([0, 60, 120, 180], [1, 3, 2, 4]);

        Assert.That(trend.Slope, Is.EqualTo(0.8).Within(1e-12));
        Assert.That(trend.StandardError, Is.EqualTo(Math.Sqrt(0.18)).Within(1e-12));
        Assert.That(trend.MedianGrowth, Is.EqualTo(1).Within(1e-12));     // from 1 to 4 in 3 hours
    }

    [Test]
    public void Of_OneWildSample_MovesTheLineAndNotTheMedians()
    {
        var minutes = Enumerable.Range(0, 40).Select(i => (double)i).ToArray();

        var trend = Trend.Of(minutes, [.. minutes.Select(minute => minute == 38 ? 5000.0 : 100)]);

        Assert.That(trend.Slope, Is.GreaterThan(100));
        Assert.That(trend.MedianGrowth, Is.Zero);
    }

    [TestCase(new[] { 3.0, 1, 2 }, 2)]
    [TestCase(new[] { 4.0, 1, 3, 2 }, 2.5)]
    [TestCase(new[] { 7.0 }, 7)]
    public void Median_IsTheMiddle(double[] values, double expected) => Assert.That(Trend.Median(values), Is.EqualTo(expected));

    [Test]
    public void Of_OneSampleOrOtherCounts_Throws()
    {
        Assert.That(() => Trend.Of([1], [1]), Throws.ArgumentException);
        Assert.That(() => Trend.Of([1, 2], [1, 2, 3]), Throws.ArgumentException.With.Message.Contains("2 times and 3 values"));
        Assert.That(() => Trend.Median([]), Throws.ArgumentException);
    }
}
