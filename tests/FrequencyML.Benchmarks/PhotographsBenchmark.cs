using FrequencyML.Benchmarks.Photographs;
using FrequencyML.Benchmarks.Reports;

namespace FrequencyML.Benchmarks;

/// <summary>What are the generated files like? Generates them where that has not been done.</summary>
internal static class PhotographsBenchmark
{
    public const string About = """
        Generated images with the statistics of photographs, JPEG of quality 90: 500x375 pixels in 4:2:0 (`420`), 4:4:4 (`444`) and 4:2:0 progressive, and 4000x3000 in
        4:2:0 (`12MP`). They are the same on every machine that has libjpeg-turbo's `cjpeg`; without it SkiaSharp encodes them, which makes nearly the same files, and no
        progressive ones. 292 photographs of Imagenette have 2.73 bits per pixel (deviation 0.72) at 4:2:0, 3.28 at 4:4:4.
        """;

    public static void Run(Report report, BenchmarkOptions options)
    {
        report.Text($"Encoded by {(JpegEncoder.HasCjpeg ? "cjpeg" : "SkiaSharp")}.");
        var table = new Table("set", "files");
        foreach (var set in options.Sets(PhotographSets.Measured, report.Text)) table.Add(set.Name, set.Description);
        report.Table(table);
    }
}
