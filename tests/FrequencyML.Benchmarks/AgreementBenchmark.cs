using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Photographs;
using FrequencyML.Benchmarks.Reports;
using FrequencyML.Dct;

namespace FrequencyML.Benchmarks;

/// <summary>
/// How far are the channels from coefficients from those from decoded pixels? The latter are rounded to bytes and clamped three times; a
/// decoder's chroma upsampling may differ as well. With 24 channels of 448 pixels.
/// </summary>
internal static class AgreementBenchmark
{
    private const double FlatRms = 5;                                                 // JPEG coefficient units
    private static readonly ChannelSelection Selection = ChannelSelection.Published(24);
    private static readonly DctChannelExtractor Coefficients = Extractor(DecodingPath.Coefficients), Pixels = Extractor(DecodingPath.Pixels);

    public const string About = """
        24 channels of 448 pixels, short side 512, from coefficients (a) and from pixels that SkiaSharp decodes (b). AC: sqrt(sum (a-b)^2 / sum b^2) over the AC
        channels of an image; images whose AC RMS is below 5 are left out. DC: mean |a-b| over the DC channels, in JPEG coefficient units.
        """;

    /// <summary>A row for each generated sampling.</summary>
    public static void Run(Report report, BenchmarkOptions options)
    {
        var table = new Table("set", "images:", "left out:", "AC, median:", "largest:", "luma AC, median:", "largest:", "DC, mean:", "largest:");
        foreach (var set in options.Sets(PhotographSets.Samplings, report.Text))
        {
            var images = set.Files.Select(Compare).ToArray();
            var kept = images.Where(image => image.Rms >= FlatRms).ToArray();
            Timing all = new(kept.Select(image => image.All)), luma = new(kept.Select(image => image.Luma));
            double largest = kept.Max(image => image.All), largestLuma = kept.Max(image => image.Luma);
            double dc = kept.Average(image => image.Dc), largestDc = kept.Max(image => image.Dc);
            table.Add(
                set.Name, $"{kept.Length}", $"{images.Length - kept.Length}", Percent(all.Median), Percent(largest), Percent(luma.Median), Percent(largestLuma),
                Table.Number(dc, 2), Table.Number(largestDc, 2));
        }
        report.Table(table, "agreement");
    }

    private static (double All, double Luma, double Dc, double Rms) Compare(JpegFile file)
    {
        float[] a = new float[Coefficients.Length], b = new float[Coefficients.Length];
        Coefficients.Extract(file.Bytes, a);
        Pixels.Extract(file.Bytes, b);
        var planeLength = a.Length / Selection.Count;
        double difference = 0, energy = 0, lumaDifference = 0, lumaEnergy = 0, dc = 0;
        int ac = 0, dcCount = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var channel = Selection[i / planeLength];
            var d = (double)a[i] - b[i];
            if (channel is { U: 0, V: 0 })
            {
                dc += Math.Abs(d);
                dcCount++;
                continue;
            }
            difference += d * d;
            energy += (double)b[i] * b[i];
            ac++;
            if (channel.Component != ColorComponent.Y) continue;
            lumaDifference += d * d;
            lumaEnergy += (double)b[i] * b[i];
        }
        return (Math.Sqrt(difference / energy), Math.Sqrt(lumaDifference / lumaEnergy), dc / dcCount, Math.Sqrt(energy / ac));
    }

    private static string Percent(double share) => $"{Table.Number(100 * share, 2)} %";

    private static DctChannelExtractor Extractor(DecodingPath path) =>
        new(Selection, new ImageGeometry(512, 448), decoding: new DecodingOptions { Path = path });
}
