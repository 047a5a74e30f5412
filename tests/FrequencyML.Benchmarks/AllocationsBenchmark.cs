using FrequencyML.Benchmarks.Contenders;
using FrequencyML.Benchmarks.Photographs;
using FrequencyML.Benchmarks.Reports;

namespace FrequencyML.Benchmarks;

/// <summary>How many managed bytes does an image cost, once everything that is kept has been made?</summary>
internal static class AllocationsBenchmark
{
    private const int WarmUpPasses = 3, Passes = 5;

    public const string About = "From bytes to [24, 56, 56] in steady state, one thread; the few bytes are the benchmark's own, and a test holds the extractor to 0.";

    public static void Run(Report report, BenchmarkOptions options)
    {
        var table = new Table("set", "managed bytes an image:");
        foreach (var set in options.Sets(PhotographSets.Measured, report.Text))
        {
            var contender = new OurChannels(set.Files);
            for (var pass = 0; pass < WarmUpPasses; pass++) contender.ReadAll();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var pass = 0; pass < Passes; pass++) contender.ReadAll();
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            table.Add(set.Name, Table.Number(bytes / (double)(Passes * set.Files.Count)));
        }
        report.Table(table);
    }
}
