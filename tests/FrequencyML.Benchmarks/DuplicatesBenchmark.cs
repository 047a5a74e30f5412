using System.Globalization;
using FrequencyML.Dct;
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

    /// <summary>Prints a table.</summary>
    /// <param name="args">The folder; none for the samples.</param>
    public static void Run(string[] args)
    {
        var folder = args is [var given] ? given : FrequencyML.Tests.Shared.Repository.PathOf("data", "samples");
        var files = ImageFiles.Enumerate(folder).Take(MostImages).ToArray();
        foreach (var selection in new[] { ChannelSelection.Published(24), ChannelSelection.All })
        {
            var extractor = new DctChannelExtractor(selection, new ImageGeometry(Side, Side));
            var weights = ChannelWeights.Flat(selection);
            var images = files.Select(file => Extract(extractor, File.ReadAllBytes(file))).ToArray();
            Console.WriteLine($"{files.Length} images, {selection.Count} channels, {Side} pixels.");
            Console.WriteLine();
            Console.WriteLine("| distance to | least | 1 % | median | 99 % | most |");
            Console.WriteLine("|---|---:|---:|---:|---:|---:|");
            foreach (var (name, make) in Copies)
                Print(name, files.AsParallel().AsOrdered().Select((file, i) => FrequencyDistance.Between(images[i], Extract(extractor, Copy(file, make)), weights)));
            Print("the nearest other image", images.AsParallel().Select((image, i) =>
                images.Where((_, j) => j != i).Min(other => FrequencyDistance.Between(image, other, weights))));
            Console.WriteLine();
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

    private static void Print(string name, ParallelQuery<double> distances)
    {
        double[] sorted = [.. distances.OrderBy(distance => distance)];
        var quantiles = new[] { 0, 0.01, 0.5, 0.99, 1 }.Select(share => sorted[(int)Math.Round(share * (sorted.Length - 1))].ToString("F2", CultureInfo.InvariantCulture));
        Console.WriteLine($"| {name} | {string.Join(" | ", quantiles)} |");
    }
}
