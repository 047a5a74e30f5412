using FrequencyML.Training.Comparison;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Comparison;

public sealed class PairedBootstrapTests
{
    [Test]
    public void Measure_TheSameRunTwice_HasNoDifference()
    {
        var run = Run(seed: 1, accuracy: 0.8);
        Assert.That(PairedBootstrap.Measure([run], [run]), Is.EqualTo(new PairedBootstrap(0, 0, 0)));
    }

    [Test]
    public void Measure_IndependentRuns_HasTheIntervalOfTwoBinomials()
    {
        var interval = PairedBootstrap.Measure([Run(1, 0.85)], [Run(2, 0.8)]);
        // Of 4,000 images the deviation of the difference is sqrt((0.85 * 0.15 + 0.8 * 0.2) / 4000) = 0.0085.
        Assert.That(interval.Difference, Is.EqualTo(0.05).Within(0.03));
        Assert.That(interval.High - interval.Low, Is.EqualTo(2 * 1.96 * 0.0085).Within(0.002));
        Assert.That(interval.Difference, Is.InRange(interval.Low, interval.High));
    }

    [Test]
    public void Measure_RunsThatShareTheirErrors_IsNarrower()
    {
        var (first, other) = (Run(1, 0.8), Run(2, 0.8));
        var changed = first.Select((right, index) => index % 50 == 0 ? !right : right).ToArray();
        Assert.That(Width(PairedBootstrap.Measure([changed], [first])), Is.LessThan(Width(PairedBootstrap.Measure([other], [first])) / 3));

        static double Width(PairedBootstrap interval) => interval.High - interval.Low;
    }

    [Test]
    public void Measure_SeedsThatDiffer_WidenTheInterval()
    {
        // Three seeds of 0.7, 0.8 and 0.9 on the same images: as a mean of 3 draws the seeds alone deviate by 0.082 / sqrt(3) = 0.047.
        bool[][] runs = [Run(1, 0.7), Run(1, 0.8), Run(1, 0.9)];
        var interval = PairedBootstrap.Measure(runs, [Run(1, 0.8)]);
        Assert.That(interval.High - interval.Low, Is.EqualTo(2 * 1.96 * 0.047).Within(0.04));
    }

    private static bool[] Run(int seed, double accuracy)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 4000).Select(_ => random.NextDouble() < accuracy)];
    }
}
