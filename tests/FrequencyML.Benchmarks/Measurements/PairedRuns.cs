using System.Diagnostics;
using FrequencyML.Benchmarks.Contenders;

namespace FrequencyML.Benchmarks.Measurements;

/// <summary>
/// Times contenders in turns over the same files, one pass each in a round, so that what else the machine does meets all of them alike
/// and ratios hold on a noisy one. The order within a round is drawn anew; garbage of one contender is collected before the next begins.
/// </summary>
internal static class PairedRuns
{
    private const int WarmUpPasses = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);   // until tiered compilation has settled

    /// <summary>Measures at least <paramref name="rounds"/> rounds, and more until <paramref name="duration"/> has passed.</summary>
    /// <returns>
    /// For each contender the seconds of its passes, processor time over elapsed time and the managed bytes of a pass, all threads together.
    /// </returns>
    public static (Timing Pass, double ProcessorShare, double ManagedBytes)[] Measure(IReadOnlyList<IContender> contenders, int rounds, TimeSpan duration)
    {
        foreach (var contender in contenders)
        {
            var clock = Stopwatch.StartNew();
            for (var pass = 0; pass < WarmUpPasses || clock.Elapsed < WarmUp; pass++) contender.ReadAll();
        }

        var random = new Random(1);
        var order = Enumerable.Range(0, contenders.Count).ToArray();
        var seconds = contenders.Select(_ => new List<double>()).ToArray();
        var processor = new TimeSpan[contenders.Count];
        var managedBytes = new long[contenders.Count];
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round < rounds || Stopwatch.GetElapsedTime(start) < duration; round++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                var bytesBefore = GC.GetTotalAllocatedBytes(precise: true);
                var before = Environment.CpuUsage.TotalTime;
                var began = Stopwatch.GetTimestamp();
                contenders[i].ReadAll();
                seconds[i].Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
                processor[i] += Environment.CpuUsage.TotalTime - before;
                managedBytes[i] += GC.GetTotalAllocatedBytes(precise: true) - bytesBefore;
            }
        }
        return [.. seconds.Select((passes, i) =>
            (new Timing(passes), processor[i].TotalSeconds / passes.Sum(), (double)managedBytes[i] / passes.Count))];
    }
}
