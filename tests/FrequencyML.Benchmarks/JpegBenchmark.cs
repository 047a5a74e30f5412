using FrequencyML.Benchmarks.Contenders;
using FrequencyML.Benchmarks.Contenders.Native;
using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Photographs;

namespace FrequencyML.Benchmarks;

/// <summary>How long do JPEG files take, against other libraries? All of them in turns in one process, on one thread each.</summary>
internal static class JpegBenchmark
{
    private const int Rounds = 11;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    /// <summary>Prints a table for each generated set, or for the JPEG files of a folder.</summary>
    /// <param name="args">Nothing, or a folder.</param>
    public static void Run(string[] args)
    {
        Console.WriteLine($".NET {Environment.Version}, {LibJpeg.Describe()}");
        Console.WriteLine();
        if (args is [var folder]) Run(PhotographSet.FromFolder(folder));
        else
            foreach (var set in PhotographSets.Available(PhotographSets.Measured, Console.WriteLine)) Run(set);
    }

    private static void Run(PhotographSet set)
    {
        Console.WriteLine($"## {set.Name}");
        Console.WriteLine();
        var (entries, files) = EntryList.Check(set.Files, Console.WriteLine);
        var contenders = entries.Select(entry => entry.Create(files)).ToArray();
        var results = PairedRuns.Measure(contenders, Rounds, Duration);
        foreach (var contender in contenders) (contender as IDisposable)?.Dispose();

        var baseline = entries.ToList().FindIndex(entry => entry.Name == JpegContenders.Baseline);
        Console.WriteLine($"{(set with { Files = files }).Description}; {results[0].Pass.Count} rounds.");
        Console.WriteLine();
        Console.WriteLine("| | ms an image, median | min | ratio | CPU / time |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        for (var i = 0; i < results.Length; i++)
        {
            var (pass, share, _) = results[i];
            var ratio = baseline < 0 ? "-" : FormattableString.Invariant($"{pass.Median / results[baseline].Pass.Median:F2}");
            double median = 1000 * pass.Median / files.Count, min = 1000 * pass.Min / files.Count;
            Console.WriteLine(FormattableString.Invariant($"| {entries[i].Name} | {median:F3} | {min:F3} | {ratio} | {share:F2} |"));
        }
        Console.WriteLine();
    }
}
