using System.Diagnostics;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Benchmarks;

/// <summary>
/// Does the memory of <c>frequencyml score</c> grow with the number of images? Scores the samples, repeated, in a process of its own and
/// reads the kernel's record of its largest resident set.
/// </summary>
internal static class MemoryBenchmark
{
    public static void Run()
    {
        Console.WriteLine("| images | peak MiB (3 runs) | images/s |");
        Console.WriteLine("|---|---|---|");
        foreach (var images in new[] { 1_000, 10_000 })
        {
            var runs = Enumerable.Range(0, 3).Select(_ => Measure(images)).OrderBy(run => run.PeakBytes).ToArray();
            Console.WriteLine(FormattableString.Invariant(
                $"| {images} | {string.Join(", ", runs.Select(run => FormattableString.Invariant($"{run.PeakBytes / 1048576.0:F0}")))} | {images / runs[1].Seconds:F0} |"));
        }
    }

    private static (long PeakBytes, double Seconds) Measure(int images)
    {
        using var folder = new TemporaryFolder();
        var samples = Directory.GetFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "frequencyml.dll"), "score", "-", "--output", folder["scores.csv"]])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        for (var i = 0; i < images; i++) process.StandardInput.WriteLine(samples[i % samples.Length]);
        process.StandardInput.Close();
        var peak = 0L;
        while (!process.WaitForExit(5))
        {
            process.Refresh();
            if (!process.HasExited) peak = Math.Max(peak, process.PeakWorkingSet64);
        }
        if (process.ExitCode != 0) throw new InvalidOperationException($"frequencyml ended with {process.ExitCode}: {process.StandardError.ReadToEnd()}");
        return (peak, clock.Elapsed.TotalSeconds);
    }
}
