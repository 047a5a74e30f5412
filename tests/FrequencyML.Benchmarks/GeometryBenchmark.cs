using System.Diagnostics;
using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Reports;
using FrequencyML.Dct;

namespace FrequencyML.Benchmarks;

/// <summary>What does a geometry cost that was never seen before, over one whose operators are cached? At 500x375 pixels.</summary>
internal static class GeometryBenchmark
{
    private const int SmallestResize = 449;

    public const string About = "500x375 pixels, crop 448, each short side once new and three times cached; medians.";

    public static void Run(Report report, BenchmarkOptions options)
    {
        int count = options.Pick(300, 30), warmUp = options.Pick(1000, 30);
        var image = options.Set("420").Files[0].Bytes;
        for (var i = 0; i < warmUp; i++) Measure(image, SmallestResize + count + i);
        var runs = Enumerable.Range(SmallestResize, count).Select(resize => Measure(image, resize)).ToArray();

        report.Text($"{count} short sides from {SmallestResize} pixels, after {warmUp} others.");
        var table = new Table("new, ms:", "cached, ms:", "difference, ms:");
        table.Add(Median(run => run.New), Median(run => run.Cached), Median(run => run.New - run.Cached));
        report.Table(table);

        string Median(Func<(double New, double Cached), double> value) =>
            Table.Number(1000 * new Timing(runs.Select(value)).Median, 3);
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
