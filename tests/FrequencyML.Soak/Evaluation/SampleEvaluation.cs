using System.Globalization;

namespace FrequencyML.Soak.Evaluation;

/// <summary>Whether samples show stable memory, no leaked handles, and the throughput of the start at the end.</summary>
internal sealed class SampleEvaluation
{
    /// <summary>How much the throughput of the last tenth may differ from that of the first.</summary>
    public const double MaxThroughputChange = 0.05;

    /// <summary>
    /// How much a process may grow, in MiB an hour. A leak belongs to an image, a pass or a model: an hour has about a million images, so that
    /// this is 34 bytes of each, and some hundred models of more than 5 MiB. Below it is what heaps of the runtime and of the system drift by.
    /// </summary>
    public const double MaxGrowth = 32;

    /// <summary>How many standard errors a slope must be above that to be no scatter.</summary>
    private const double StandardErrors = 2;

    private readonly IReadOnlyList<Sample> samples;
    private readonly bool judgesWallTime;

    /// <param name="samples">In the order of time.</param>
    /// <param name="warmUp">Minutes at the start that are left out.</param>
    /// <param name="judgesWallTime">Whether throughput is judged by the time on the wall, and not by processor time.</param>
    /// <exception cref="ArgumentException">A subject has too few samples for tenths.</exception>
    public SampleEvaluation(IEnumerable<Sample> samples, double warmUp, bool judgesWallTime)
    {
        this.samples = [.. samples.Where(sample => sample.Minutes > warmUp)];
        this.judgesWallTime = judgesWallTime;
        BySubject = [.. this.samples.GroupBy(sample => sample.Subject).Select(group => (group.Key, Samples: group.ToArray()))];
        ByProcess = [.. BySubject.GroupBy(subject => subject.Samples[0].Process).Select(group => (group.Key, group.First().Samples))];
        if (BySubject is [] || BySubject.Any(subject => subject.Samples.Length < 10))
            throw new ArgumentException($"There are {this.samples.Count} samples after the warm-up; expected at least 10 of each subject.", nameof(samples));
    }

    /// <summary>The samples after the warm-up by who worked.</summary>
    public IReadOnlyList<(string Name, Sample[] Samples)> BySubject { get; }

    /// <summary>Those of one subject of each process.</summary>
    public IReadOnlyList<(string Name, Sample[] Samples)> ByProcess { get; }

    /// <summary>The first tenth.</summary>
    public static Sample[] First(Sample[] samples) => samples[..(samples.Length / 10)];

    /// <summary>The last tenth.</summary>
    public static Sample[] Last(Sample[] samples) => samples[^(samples.Length / 10)..];

    /// <summary>Images a second of the wall.</summary>
    public static double WallThroughput(Sample[] samples) => samples.Sum(sample => sample.Rows) / samples.Sum(sample => sample.Seconds);

    /// <summary>Images a second of the processor.</summary>
    public static double CpuThroughput(Sample[] samples) => samples.Sum(sample => sample.Rows) / samples.Sum(sample => sample.CpuSeconds);

    /// <summary>How a value of a process changes.</summary>
    public static Trend TrendOf(Sample[] samples, Func<Sample, double> value) => Trend.Of([.. samples.Select(sample => sample.Minutes)], [.. samples.Select(value)]);

    /// <summary>What must hold, and whether it does.</summary>
    public IEnumerable<Criterion> Criteria() =>
    [
        .. BySubject.Select(subject => Throughput(subject.Name, subject.Samples)),
        .. ByProcess.SelectMany(process => new[]
        {
            Growth(process.Name, "private memory", process.Samples, sample => sample.PrivateMemory),
            Growth(process.Name, "working set", process.Samples, sample => sample.WorkingSet),
            Handles(process.Name, process.Samples),
        }),
    ];

    private Criterion Throughput(string name, Sample[] samples)
    {
        Func<Sample[], double> throughput = judgesWallTime ? WallThroughput : CpuThroughput;
        var ratio = throughput(Last(samples)) / throughput(First(samples));
        return new(name, $"images a {(judgesWallTime ? "second" : "processor second")}, last tenth over first", Text($"1 +- {MaxThroughputChange:F2}"), Text($"{ratio:F3}"),
            Math.Abs(ratio - 1) <= MaxThroughputChange);
    }

    /// <summary>Growth fails where both methods show it: one wild sample moves the line, and a slow swing the medians.</summary>
    private static Criterion Growth(string name, string what, Sample[] samples, Func<Sample, double> value)
    {
        var trend = TrendOf(samples, value);
        var grows = trend.MedianGrowth > MaxGrowth && trend.Slope - StandardErrors * trend.StandardError > MaxGrowth;
        return new(name, $"growth of the {what}, MiB an hour", Text($"at most {MaxGrowth:F0}"), Text($"{trend.MedianGrowth:F1} by medians of the last and first quarter, {trend.Slope:F1} +- {trend.StandardError:F1} by least squares"), !grows);
    }

    /// <summary>Samples are taken where every file is closed, so that their number is always the same; a handle that only the garbage collector closes shows as well.</summary>
    private static Criterion Handles(string name, Sample[] samples)
    {
        int[] handles = [.. samples.Select(sample => sample.Handles)];
        return new(name, "open handles of all samples", "the same", $"{handles[0]} at first, {handles[^1]} at last, {handles.Min()} to {handles.Max()}", handles.Min() == handles.Max());
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
