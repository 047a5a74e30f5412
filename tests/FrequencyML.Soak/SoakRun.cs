using System.Diagnostics;
using FrequencyML.Soak.Evaluation;
using FrequencyML.Soak.Subjects;

namespace FrequencyML.Soak;

/// <summary>Lets subjects work in turn, a pass each, and takes samples between two rounds, when none works.</summary>
/// <param name="subjects">Who works.</param>
/// <param name="shortRuns">Is run once a sample.</param>
/// <param name="report">Is given each sample.</param>
internal sealed class SoakRun(IReadOnlyList<Subject> subjects, ShortRuns shortRuns, Action<Sample> report)
{
    private const int RoundsBetweenRenewals = 4;
    private static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(10);
    private static readonly double MiB = 1 << 20;

    private readonly Work[] works = [.. subjects.Select(_ => new Work())];

    /// <summary>How often the models were closed and made again.</summary>
    public int Renewals { get; private set; }

    /// <summary>Works for some time.</summary>
    public void Run(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var sampled = TimeSpan.Zero;
        for (var round = 1; clock.Elapsed < time; round++)
        {
            foreach (var (subject, work) in subjects.Zip(works)) Pass(subject, work);
            if (round % RoundsBetweenRenewals == 0) Renew();
            if (clock.Elapsed - sampled < SampleInterval) continue;
            shortRuns.Run();
            sampled = clock.Elapsed;
            foreach (var (subject, work) in subjects.Zip(works)) report(Take(subject, work, sampled));
        }
    }

    private static void Pass(Subject subject, Work work)
    {
        var (started, cpu) = (Stopwatch.GetTimestamp(), CpuOf(subject));
        work.Rows += subject.Pass();
        work.Seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;
        work.CpuSeconds += CpuOf(subject) - cpu;
    }

    private static double CpuOf(Subject subject)
    {
        subject.Process.Refresh();
        return subject.Process.TotalProcessorTime.TotalSeconds;
    }

    private static Sample Take(Subject subject, Work work, TimeSpan time)
    {
        var isOwn = subject.Process.Id == Environment.ProcessId;
        var held = ProcessReading.Of(subject.Process);
        var sample = new Sample(
            time.TotalMinutes, subject.Name, isOwn ? "library" : "command", work.Rows, work.Seconds, work.CpuSeconds,
            held.WorkingSet / MiB, held.PrivateMemory / MiB, isOwn ? GC.GetTotalMemory(forceFullCollection: false) / MiB : null, held.Handles, held.Threads);
        (work.Rows, work.Seconds, work.CpuSeconds) = (0, 0, 0);
        return sample;
    }

    private void Renew()
    {
        foreach (var subject in subjects) subject.Renew();
        Renewals++;
    }

    private sealed class Work
    {
        public long Rows { get; set; }

        public double Seconds { get; set; }

        public double CpuSeconds { get; set; }
    }
}
