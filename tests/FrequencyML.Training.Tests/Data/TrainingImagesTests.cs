using FrequencyML.Tests.Shared;
using FrequencyML.Training.Data;
using FrequencyML.Training.Networks;
using NUnit.Framework;
using TorchSharp;

namespace FrequencyML.Training.Tests.Data;

public sealed class TrainingImagesTests
{
    [Test]
    public void Normalization_OfGrayImages_DoesNotMagnifyRounding()
    {
        using var folder = new TemporaryFolder();
        var images = TrainingImages.Read(Example.Stripes(folder), Example.Settings with { Crop = 64 }, 0);
        using var normalization = new ChannelNormalization(images.Normalization.Mean, images.Normalization.Deviation);
        Assert.That(normalization.scale.max().ToDouble(), Is.LessThan(1000));
        Assert.That(normalization.scale[0, 16, 0, 0].ToDouble(), Is.EqualTo(1));       // Cb DC
    }

    [Test]
    public void Normalization_OfRgb_IsThatOfThePixels()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a/1.png", "b/1.png" })
        {
            using var bitmap = Example.Noise(64, 64);
            bitmap.SetPixel(0, 0, name[0] == 'a' ? SkiaSharp.SKColors.Red : SkiaSharp.SKColors.Blue);
            folder.Write(name, Example.Png(bitmap));
        }
        var settings = Example.Settings with { Input = NetworkInput.Rgb, Selection = "192", Resize = 64, Crop = 64 };
        var actual = TrainingImages.Read(LabelledImages.Read(folder.Path), settings, 0).Normalization;

        using var red = Example.Noise(64, 64);
        var pixels = red.Pixels.Concat(red.Pixels).ToArray();
        pixels[0] = SkiaSharp.SKColors.Red;
        pixels[64 * 64] = SkiaSharp.SKColors.Blue;
        double[][] samples = [[.. pixels.Select(pixel => (double)pixel.Red)], [.. pixels.Select(pixel => (double)pixel.Green)], [.. pixels.Select(pixel => (double)pixel.Blue)]];
        Assert.That(actual.Mean, Is.EqualTo(samples.Select(values => values.Average())).Within(1e-3));                     // float32 channels
        // Each coefficient's deviation is the sample deviation of 128 blocks: by 127 in place of 128, which is 0.4 % of the variance.
        Assert.That(actual.Deviation, Is.EqualTo(samples.Select(values => Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)) * 128 / 127))).Within(0.05));
    }

    [Test]
    public void IsCloseTo_OtherRounding_ButNotOtherImages()
    {
        var constants = new NormalizationConstants([-3, 0.25], [50, 0.5], Images: 7);
        Assert.That(constants.IsCloseTo(constants with { Mean = [-3 + 1e-7, 0.25], Deviation = [50, 0.5 - 1e-8] }));
        Assert.That(constants.IsCloseTo(constants with { Mean = [-3.01, 0.25] }), Is.False);
        Assert.That(constants.IsCloseTo(constants with { Deviation = [50, 0.501] }), Is.False);
        Assert.That(constants.IsCloseTo(constants with { Images = 8 }), Is.False);
    }
}
