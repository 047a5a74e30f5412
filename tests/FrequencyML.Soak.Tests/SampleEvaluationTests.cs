using FrequencyML.Soak.Evaluation;
using NUnit.Framework;

namespace FrequencyML.Soak.Tests;

internal sealed class SampleEvaluationTests
{
    private const int Count = 360;

    [Test]
    public void Criteria_SteadySamples_AllHold() =>
        Assert.That(Failing(sample => sample), Is.Empty);

    [Test]
    public void Criteria_FasterOrSlowerBeyondTheLimit_FailThroughput([Values(0.93, 1.07)] double change, [Values] bool wall)
    {
        // Only the clock that is judged by.
        var failing = Failing(sample => sample.Minutes < 50 ? sample : wall ? sample with { Seconds = sample.Seconds / change } : sample with { CpuSeconds = sample.CpuSeconds / change }, wall);

        Assert.That(failing, Has.Count.EqualTo(1));
        Assert.That(failing[0], Has.Property("Holds").False.And.Property("Measured").EqualTo(change > 1 ? "1.070" : "0.930").And.Property("Name").Contains("last tenth"));
        Assert.That(Failing(sample => sample with { Seconds = sample.Seconds * (wall ? 1 : sample.Minutes), CpuSeconds = sample.CpuSeconds * (wall ? sample.Minutes : 1) }, wall), Is.Empty);
    }

    [Test]
    public void Criteria_FourPerCentSlower_Hold() =>
        Assert.That(Failing(sample => sample.Minutes < 50 ? sample : sample with { Seconds = sample.Seconds / 0.96 }), Is.Empty);

    [TestCase(20, 0)]
    [TestCase(60, 1)]
    public void Criteria_GrowthAnHour_FailsAboveTheLimit(double growth, int failures)
    {
        var failing = Failing(sample => sample with { PrivateMemory = sample.PrivateMemory + growth / 60 * sample.Minutes });

        Assert.That(failing, Has.Count.EqualTo(failures));
        Assert.That(failing.Select(criterion => criterion.Name), Is.All.Contains("private memory"));
    }

    [Test]
    public void Criteria_MemoryThatSwingsAndReturns_Holds() =>
        Assert.That(Failing(sample => sample with { WorkingSet = sample.WorkingSet + 40 * Math.Sin(sample.Minutes) }), Is.Empty);

    [Test]
    public void Criteria_MemoryThatSettlesDuringTheWarmUp_Holds() =>
        Assert.That(Failing(sample => sample with { PrivateMemory = sample.Minutes < 6 ? 10 : sample.PrivateMemory }), Is.Empty);

    [TestCase(59.5)]
    [TestCase(30)]
    public void Criteria_HandlesThatDiffer_Fail(double from)
    {
        var failing = Failing(sample => sample with { Handles = sample.Minutes > from && sample.Minutes < from + 1 ? 51 : 50 });

        Assert.That(failing.Single().Name, Does.Contain("handles"));
        Assert.That(failing.Single().Measured, Does.EndWith("50 to 51"));
    }

    [Test]
    public void Constructor_FewSamplesAfterTheWarmUp_Throws() =>
        Assert.That(() => new SampleEvaluation(Samples().Take(40), warmUp: 6, judgesWallTime: true), Throws.ArgumentException.With.Message.Contains("at least 10"));

    [Test]
    public void ToCsv_HasAFieldForEachOfTheHeader()
    {
        var sample = Samples()[0];

        Assert.That(sample.ToCsv().Split(','), Has.Length.EqualTo(Sample.CsvHeader.Split(',').Length));
        Assert.That((sample with { ManagedHeap = null }).ToCsv(), Does.Contain(",,"));
    }

    private static List<Criterion> Failing(Func<Sample, Sample> change, bool wall = true)
    {
        var criteria = new SampleEvaluation(Samples().Select(change), warmUp: 6, wall).Criteria().ToList();
        Assert.That(criteria, Has.Count.EqualTo(4), "throughput, two kinds of memory, and handles");
        return criteria.FindAll(criterion => !criterion.Holds);
    }

    /// <summary>An hour, with scatter of some MiB, of 100 images in a second a sample.</summary>
    private static Sample[] Samples()
    {
        var random = new Random(1);
        return Enumerable.Range(0, Count).Select(i => new Sample(i / 6.0, "scorer", "library", 100, 1, 1, 300 + 10 * random.NextDouble(), 200 + 10 * random.NextDouble(), 50, 50, 14)).ToArray();
    }
}
