using FrequencyML.Tests.Shared;
using FrequencyML.Training.Data;
using FrequencyML.Training.Learning;
using SkiaSharp;

namespace FrequencyML.Training.Tests;

/// <summary>Small images and settings that tests train with in a second.</summary>
internal static class Example
{
    public static readonly TrainingSettings Settings = new()
    {
        Selection = "24",
        Resize = 64,
        Crop = 56,
        Width = 8,
        Depths = [1],
        Epochs = 4,
        BatchSize = 8,
        LearningRate = 0.05,
        WarmUpEpochs = 1,
        Augmentation = new() { MinArea = 0.5, Brightness = 0.2, Contrast = 0.2, Saturation = 0.2 },
    };

    /// <summary>Writes stripes in two directions, 24 of each, half of them JPEG, half PNG, and reads them as a labelled set.</summary>
    public static LabelledImages Stripes(TemporaryFolder folder)
    {
        for (var index = 0; index < 24; index++)
            foreach (var across in new[] { true, false })
            {
                using var bitmap = Stripes(index, across);
                var isJpeg = index % 2 == 0;
                using var data = bitmap.Encode(isJpeg ? SKEncodedImageFormat.Jpeg : SKEncodedImageFormat.Png, 95);
                folder.Write($"data/{(across ? "across" : "down")}/{index:D2}.{(isJpeg ? "jpg" : "png")}", data.ToArray());
            }
        return LabelledImages.Read(folder["data"]);
    }

    /// <summary>A job on the stripes, every tenth for validation.</summary>
    public static TrainingJob Job(LabelledImages images, string folder)
    {
        var (training, validation) = images.Split();
        return new() { Training = training, Validation = validation, TrainingData = "stripes", Folder = folder };
    }

    public static SKBitmap Stripes(int seed, bool across)
    {
        var random = new Random(seed);
        var (period, phase, level) = (4 + random.Next(4), random.Next(8), 60 + random.Next(80));
        var bitmap = new SKBitmap(64, 64);
        for (var y = 0; y < 64; y++)
            for (var x = 0; x < 64; x++)
            {
                var value = (byte)(level + ((across ? y : x) + phase) / period % 2 * 60 + random.Next(8));
                bitmap.SetPixel(x, y, new(value, value, value));
            }
        return bitmap;
    }

    public static SKBitmap Noise(int width, int height)
    {
        var random = new Random(4);
        var bitmap = new SKBitmap(width, height);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++) bitmap.SetPixel(x, y, new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
        return bitmap;
    }

    public static byte[] Png(SKBitmap bitmap)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
