using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Photographs;
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

    /// <summary>Prints a row for each generated sampling, or for the JPEG files of a folder.</summary>
    /// <param name="args">Nothing, or a folder.</param>
    public static void Run(string[] args)
    {
        var sets = args is [var folder] ? [PhotographSet.FromFolder(folder)] : PhotographSets.Available(PhotographSets.Samplings, Console.WriteLine);
        Console.WriteLine($"AC: sqrt(sum (a-b)^2 / sum b^2) over the AC channels of an image, b from pixels; images whose AC RMS is below {FlatRms} are left out.");
        Console.WriteLine("DC: mean |a-b| over the DC channels, in JPEG coefficient units.");
        Console.WriteLine();
        Console.WriteLine("| set | images | left out | AC, median | largest | luma AC, median | largest | DC, mean | largest |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var set in sets)
        {
            var images = set.Files.Select(Compare).ToArray();
            var kept = images.Where(image => image.Rms >= FlatRms).ToArray();
            Timing all = new(kept.Select(image => image.All)), luma = new(kept.Select(image => image.Luma));
            double largest = kept.Max(image => image.All), largestLuma = kept.Max(image => image.Luma);
            double dc = kept.Average(image => image.Dc), largestDc = kept.Max(image => image.Dc);
            Console.WriteLine(FormattableString.Invariant($"| {set.Name} | {kept.Length} | {images.Length - kept.Length} ") +
                FormattableString.Invariant($"| {all.Median:P2} | {largest:P2} | {luma.Median:P2} | {largestLuma:P2} | {dc:F2} | {largestDc:F2} |"));
        }
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

    private static DctChannelExtractor Extractor(DecodingPath path) =>
        new(Selection, new ImageGeometry(512, 448), decoding: new DecodingOptions { Path = path });
}
