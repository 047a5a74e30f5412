using FrequencyML.Dct;
using FrequencyML.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace FrequencyML.Samples;

/// <summary>Near-duplicates in a folder: files whose channels are close, whatever their quality and size.</summary>
public static class FrequencyDistance
{
    /// <summary>In JPEG coefficient units: with flat weights over all channels the colour difference of a pixel, so to speak.</summary>
    private const double Limit = 10;

    private static DctChannelsOptions Options => new() { Selection = ChannelSelection.All, Geometry = new ImageGeometry(resize: 128, crop: 112) };

    public static void Example()
    {
        var folder = Directory.CreateTempSubdirectory("near-duplicates").FullName;
        foreach (var path in ImageFiles.Enumerate("data/samples")) File.Copy(path, Path.Combine(folder, $"{Path.GetFileName(Path.GetDirectoryName(path))}-{Path.GetFileName(path)}"));
        AddCopy(folder, "wood-7-0001.jpg", "wood-again.jpg", scale: 1, quality: 60);
        AddCopy(folder, "gravel-7-0002.jpg", "gravel-small.jpg", scale: 0.75, quality: 90);

        foreach (var (first, second, distance) in NearDuplicates(folder, Limit).OrderBy(pair => pair.First, StringComparer.Ordinal))
            Console.WriteLine($"{first} and {second}");

        // The estimator compares the images of two columns, row by row.
        var mlContext = new MLContext();
        var data = mlContext.Data.LoadFromEnumerable(new[]
        {
            new { Original = Path.Combine(folder, "wood-7-0001.jpg"), Other = Path.Combine(folder, "wood-again.jpg") },
            new { Original = Path.Combine(folder, "wood-7-0001.jpg"), Other = Path.Combine(folder, "gravel-7-0002.jpg") },
        });
        var pipeline = mlContext.Transforms.DctChannels("First", "Original", Options).Append(mlContext.Transforms.DctChannels("Second", "Other", Options))
            .Append(mlContext.Transforms.FrequencyDistance("Distance", "First", "Second", ChannelWeights.Flat(Options.Selection)));
        foreach (var distance in pipeline.Fit(data).Transform(data).GetColumn<float>("Distance")) Console.WriteLine(distance < Limit ? "near" : "far");
        Directory.Delete(folder, recursive: true);

        // Expected output:
        // gravel-7-0002.jpg and gravel-small.jpg
        // wood-7-0001.jpg and wood-again.jpg
        // near
        // far
    }

    /// <summary>All pairs of images nearer than a limit.</summary>
    private static List<(string First, string Second, double Distance)> NearDuplicates(string folder, double limit)
    {
        var mlContext = new MLContext();
        var paths = ImageFiles.Enumerate(folder).ToArray();
        var data = mlContext.Data.LoadFromEnumerable(paths.Select(path => new { Path = path }));
        var channels = mlContext.Transforms.DctChannels("Dct", "Path", Options).Fit(data).Transform(data).GetColumn<float[]>("Dct").ToArray();

        var weights = ChannelWeights.Flat(Options.Selection);
        var pairs = new List<(string, string, double)>();
        for (var first = 0; first < paths.Length; first++)
            for (var second = first + 1; second < paths.Length; second++)
                if (FrequencyML.Dct.FrequencyDistance.Between(channels[first], channels[second], weights) is var distance && distance < limit)
                    pairs.Add((Path.GetFileName(paths[first]), Path.GetFileName(paths[second]), distance));
        return pairs;
    }

    private static void AddCopy(string folder, string name, string copy, double scale, int quality)
    {
        using var image = SKBitmap.Decode(Path.Combine(folder, name));
        using var resized = image.Resize(new SKImageInfo((int)(image.Width * scale), (int)(image.Height * scale)), SKFilterQuality.High);
        using var jpeg = resized.Encode(SKEncodedImageFormat.Jpeg, quality);
        File.WriteAllBytes(Path.Combine(folder, copy), jpeg.ToArray());
    }
}
