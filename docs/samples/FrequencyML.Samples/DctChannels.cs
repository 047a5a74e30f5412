using FrequencyML.Dct;
using FrequencyML.Transforms;
using Microsoft.ML;

namespace FrequencyML.Samples;

/// <summary>Images to channels, with a bad file among them.</summary>
public static class DctChannels
{
    public static void Example()
    {
        var mlContext = new MLContext();
        var data = mlContext.Data.LoadFromEnumerable(new[]
        {
            new Photo { Path = "data/samples/brick/7-0000.jpg" },
            new Photo { Path = "data/samples/brick/no-such-file.jpg" },
        });

        // The 24 channels of the paper, of the central 112 pixels of an image whose short side is 128: [24, 14, 14].
        var pipeline = mlContext.Transforms.DctChannels("Dct", "Path", new DctChannelsOptions
        {
            Selection = ChannelSelection.Published(24),
            Geometry = new ImageGeometry(resize: 128, crop: 112),
            OnError = OnImageError.MissingValue,
            ErrorColumnName = "Error",
        });
        var channels = pipeline.Fit(data).Transform(data);

        Console.WriteLine(channels.Schema["Dct"].Type);
        foreach (var row in mlContext.Data.CreateEnumerable<Channels>(channels, reuseRowObject: false))
            Console.WriteLine(row.Error.Length == 0 ? $"mean luma: {128 + row.Dct[..196].Average() / 8:F0}" : $"missing: {float.IsNaN(row.Dct[0])}");

        // Expected output:
        // Vector<Single, 4704>
        // mean luma: 123
        // missing: True
    }

    private sealed class Photo
    {
        public string Path { get; set; } = "";
    }

    private sealed class Channels
    {
        public float[] Dct { get; set; } = [];

        public string Error { get; set; } = "";
    }
}
