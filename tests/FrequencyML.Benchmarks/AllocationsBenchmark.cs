using FrequencyML.Benchmarks.Contenders;
using FrequencyML.Benchmarks.Photographs;

namespace FrequencyML.Benchmarks;

/// <summary>How many managed bytes does an image cost, once everything that is kept has been made?</summary>
internal static class AllocationsBenchmark
{
    private const int WarmUpPasses = 3, Passes = 5;

    public static void Run()
    {
        Console.WriteLine("| set | managed bytes an image |");
        Console.WriteLine("|---|---:|");
        foreach (var set in PhotographSets.Available(PhotographSets.Measured, Console.Error.WriteLine))
        {
            var contender = new OurChannels(set.Files);
            for (var pass = 0; pass < WarmUpPasses; pass++) contender.ReadAll();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var pass = 0; pass < Passes; pass++) contender.ReadAll();
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Console.WriteLine(FormattableString.Invariant($"| {set.Name} | {bytes / (double)(Passes * set.Files.Count):F0} |"));
        }
    }
}
