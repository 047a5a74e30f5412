using FrequencyML.Benchmarks.EndToEnd;
using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Reports;

namespace FrequencyML.Benchmarks;

/// <summary>The pipelines of <see cref="PipelineBenchmarks"/>, in turns in one process.</summary>
internal static class PipelineBenchmark
{
    public const string About = "From paths to tensors, one cursor, the 40 images of `data/samples` (160 to 256 pixels a side), both in turns in one process.";

    public static void Run(Report report, BenchmarkOptions options)
    {
        var pipelines = new PipelineBenchmarks();
        pipelines.SetUp();
        var results = PairedRuns.Measure([new Stage(() => pipelines.Pixels()), new Stage(() => pipelines.Channels())], options.Pick(100, 2), TimeSpan.Zero);
        var table = new Table("", "ms an image, median:", "min:", "ratio:", "managed bytes an image:");
        foreach (var (name, result) in new[] { PipelineBenchmarks.PixelsName, PipelineBenchmarks.ChannelsName }.Zip(results))
        {
            table.Add(
                name, Milliseconds(result.Pass.Median), Milliseconds(result.Pass.Min), Table.Number(result.Pass.Median / results[0].Pass.Median, 2),
                Table.Number(result.ManagedBytes / PipelineBenchmarks.Images));
        }
        report.Table(table, "pipeline");
    }

    private static string Milliseconds(double seconds) => Table.Number(1000 * seconds / PipelineBenchmarks.Images, 3);
}
