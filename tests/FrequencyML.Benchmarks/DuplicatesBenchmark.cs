using FrequencyML.Benchmarks.Reports;
using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using SkiaSharp;

namespace FrequencyML.Benchmarks;

/// <summary>
/// How far are copies of an image from it, and how far is the nearest other image? It gives <c>Measure-FrequencyDistance</c> its default for near-duplicates. The
/// images of a folder, those in it, and copies of each as sites make them.
/// </summary>
internal static class DuplicatesBenchmark
{
    private const int Side = 64, MostImages = 5_000;

    private static readonly (string Name, Func<SKBitmap, byte[]> Make)[] Copies =
    [
        ("JPEG, quality 90", image => Encode(image, SKEncodedImageFormat.Jpeg, 90)),
        ("JPEG, quality 75", image => Encode(image, SKEncodedImageFormat.Jpeg, 75)),
        ("JPEG, quality 50", image => Encode(image, SKEncodedImageFormat.Jpeg, 50)),
        ("JPEG, quality 30", image => Encode(image, SKEncodedImageFormat.Jpeg, 30)),
        ("WebP, quality 75", image => Encode(image, SKEncodedImageFormat.Webp, 75)),
        ("half the size, JPEG 75", image => Encode(Scaled(image, 0.5), SKEncodedImageFormat.Jpeg, 75)),
        ("twice the size, JPEG 75", image => Encode(Scaled(image, 2), SKEncodedImageFormat.Jpeg, 75)),
    ];

    public const string About = """
        Distances in JPEG coefficient units, as `Measure-FrequencyDistance` gives them. Copies are encoded by SkiaSharp from the decoded image, of `data/samples` and, with
        `--photographs`, of those.
        """;

    public static void Run(Report report, BenchmarkOptions options)
    {
        foreach (var folder in new[] { Repository.PathOf("data", "samples"), options.Photographs })
            if (folder is not null) Run(report, ImageFiles.Enumerate(folder).Take(options.Pick(MostImages, 20)).ToArray());
    }

    private static void Run(Report report, string[] files)
    {
        foreach (var selection in new[] { ChannelSelection.Published(24), ChannelSelection.All })
        {
            var extractor = new DctChannelExtractor(selection, new ImageGeometry(Side, Side));
            var weights = ChannelWeights.Flat(selection);
            var images = files.Select(file => Extract(extractor, File.ReadAllBytes(file))).ToArray();
            report.Text($"{files.Length} images, {selection.Count} channels, {Side} pixels.");
            var table = new Table("distance to", "least:", "1 %:", "median:", "99 %:", "most:");
            foreach (var (name, make) in Copies)
                Add(table, name, files.AsParallel().AsOrdered().Select((file, i) => FrequencyDistance.Between(images[i], Extract(extractor, Copy(file, make)), weights)));
            Add(table, "the nearest other image", images.AsParallel().Select((image, i) =>
                images.Where((_, j) => j != i).Min(other => FrequencyDistance.Between(image, other, weights))));
            report.Table(table);
        }
    }

    private static float[] Extract(DctChannelExtractor extractor, byte[] image)
    {
        var channels = new float[extractor.Length];
        extractor.Extract(image, channels);
        return channels;
    }

    private static byte[] Copy(string file, Func<SKBitmap, byte[]> make)
    {
        using var image = SKBitmap.Decode(file);
        return make(image);
    }

    private static SKBitmap Scaled(SKBitmap image, double factor) =>
        image.Resize(new SKImageInfo((int)Math.Round(image.Width * factor), (int)Math.Round(image.Height * factor)), SKFilterQuality.High);

    private static byte[] Encode(SKBitmap image, SKEncodedImageFormat format, int quality)
    {
        using var data = image.Encode(format, quality);
        return data.ToArray();
    }

    private static void Add(Table table, string name, ParallelQuery<double> distances)
    {
        double[] sorted = [.. distances.OrderBy(distance => distance)];
        table.Add([name, .. new[] { 0, 0.01, 0.5, 0.99, 1 }.Select(share => Table.Number(sorted[(int)Math.Round(share * (sorted.Length - 1))], 2))]);
    }
}
