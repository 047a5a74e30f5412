using System.Diagnostics;
using FrequencyML.Benchmarks.Photographs;

namespace FrequencyML.Benchmarks;

/// <summary>What are the generated files like? Generates them where that has not been done, and prints their sizes.</summary>
internal static class PhotographsCommand
{
    public static void Run()
    {
        var clock = Stopwatch.StartNew();
        foreach (var set in PhotographSets.Available(PhotographSets.Measured, Console.WriteLine))
            Console.WriteLine($"{set.Name}: {set.Description}; {Path.GetDirectoryName(set.Files[0].Path)}");
        Console.WriteLine(FormattableString.Invariant($"Ready after {clock.Elapsed.TotalSeconds:F1} s."));
    }
}
