using FrequencyML.Dct;
using FrequencyML.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace FrequencyML.Samples;

/// <summary>Near-duplicates in a folder: files whose channels are close, whatever their quality and size.</summary>
public static class FrequencyDistance
{
    public static void Example()
    {
        var folder = Directory.CreateTempSubdirectory("near-duplicates").FullName;
        foreach (var path in ImageFiles.Enumerate("data/samples")) File.Copy(path, Path.Combine(folder, $"{Path.GetFileName(Path.GetDirectoryName(path))}-{Path.GetFileName(path)}"));
        AddCopy(folder, "wood-7-0001.jpg", "wood-again.jpg", scale: 1, quality: 60);
        AddCopy(folder, "gravel-7-0002.jpg", "gravel-small.jpg", scale: 0.75, quality: 90);

        foreach (var (first, second, distance) in NearDuplicates(folder, limit: 10).OrderBy(pair => pair.First, StringComparer.Ordinal))
            Console.WriteLine($"{first} and {second}");
        Directory.Delete(folder, recursive: true);

        // Expected output:
        // gravel-7-0002.jpg and gravel-small.jpg
        // wood-7-0001.jpg and wood-again.jpg
    }

    /// <summary>All pairs of images nearer than a limit, in JPEG coefficient units: the colour difference of a pixel, so to speak.</summary>
    private static List<(string First, string Second, double Distance)> NearDuplicates(string folder, double limit)
    {
        var mlContext = new MLContext();
        var paths = ImageFiles.Enumerate(folder).ToArray();
        var data = mlContext.Data.LoadFromEnumerable(paths.Select(path => new { Path = path }));
        var selection = ChannelSelection.All;
        var options = new DctChannelsOptions { Selection = selection, Geometry = new ImageGeometry(resize: 128, crop: 112) };
        var channels = mlContext.Transforms.DctChannels("Dct", "Path", options).Fit(data).Transform(data).GetColumn<float[]>("Dct").ToArray();

        var weights = ChannelWeights.Flat(selection);
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
