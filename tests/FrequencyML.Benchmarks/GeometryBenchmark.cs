using System.Diagnostics;
using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Photographs;
using FrequencyML.Dct;

namespace FrequencyML.Benchmarks;

/// <summary>What does a geometry cost that was never seen before, over one whose operators are cached? At 500x375 pixels.</summary>
internal static class GeometryBenchmark
{
    private const int Count = 300, WarmUp = 1000, SmallestResize = 449;

    public static void Run()
    {
        var image = PhotographSets.Get("420").Files[0].Bytes;
        for (var i = 0; i < WarmUp; i++) Measure(image, SmallestResize + Count + i);
        var runs = Enumerable.Range(SmallestResize, Count).Select(resize => Measure(image, resize)).ToArray();

        Console.WriteLine($"Crop 448 of {Count} short sides from {SmallestResize} pixels, each once new and once cached; medians");
        Console.WriteLine();
        Console.WriteLine("| new, ms | cached, ms | difference, ms |");
        Console.WriteLine("|---:|---:|---:|");
        Console.WriteLine($"| {Median(run => run.New)} | {Median(run => run.Cached)} | {Median(run => run.New - run.Cached)} |");

        string Median(Func<(double New, double Cached), double> value) =>
            FormattableString.Invariant($"{1000 * new Timing(runs.Select(value)).Median:F3}");
    }

    /// <summary>Seconds of the first call of a geometry and of a later one.</summary>
    private static (double New, double Cached) Measure(byte[] image, int resize)
    {
        var extractor = new DctChannelExtractor(ChannelSelection.Published(24), new ImageGeometry(resize, crop: 448));
        var channels = new float[extractor.Length];
        var first = Extract();
        var later = new Timing([Extract(), Extract(), Extract()]);
        return (first, later.Median);

        double Extract()
        {
            var start = Stopwatch.GetTimestamp();
            extractor.Extract(image, channels);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }
}
