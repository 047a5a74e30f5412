using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Dct.Tests;

public sealed class ChannelImageTests
{
    [Test]
    public void Rebuild_AllChannels_GivesThePixelsBack()
    {
        var image = TestImage.Scene(48, 48);
        var extractor = new DctChannelExtractor(ChannelSelection.All, new ImageGeometry(48, 48));
        var rgba = ChannelImage.Rebuild(Extract(extractor, image), ChannelSelection.All, sideInBlocks: 6);
        for (var y = 0; y < 48; y++)
            for (var x = 0; x < 48; x++)
            {
                var at = (y * 48 + x) * 4;
                Assert.That((rgba[at], rgba[at + 1], rgba[at + 2]), Is.EqualTo(image.Pixel(y, x)), $"({y}, {x})");   // float32 error is far below half a level
                Assert.That(rgba[at + 3], Is.EqualTo(255));
            }
    }

    [Test]
    public void Rebuild_LumaDcAlone_GivesTheGrayMeanOfEachBlock()
    {
        var selection = new ChannelSelection([new DctChannel(0)]);
        var rgba = ChannelImage.Rebuild([8f * (200 - 128), 8f * (10 - 128), -5000, 5000], selection, sideInBlocks: 2);
        byte[] expected = [200, 10, 0, 255];                                          // out of range is clamped
        for (var y = 0; y < 16; y++)
            for (var x = 0; x < 16; x++)
                Assert.That(rgba[((y * 16 + x) * 4)..((y * 16 + x) * 4 + 3)], Is.All.EqualTo(expected[y / 8 * 2 + x / 8]));
    }

    [Test]
    public void Rebuild_WrongLength_Throws() =>
        Assert.That(() => ChannelImage.Rebuild(new float[5], ChannelSelection.Published(6), 1), Throws.ArgumentException.With.Message.Contains("5 values"));

    [Test]
    public void Colorize_LumaDc_IsTheGrayMeanOfEachBlock()
    {
        var rgba = ChannelImage.Colorize([8f * (200 - 128), 8f * (10 - 128), 0, -5000, 5000], new DctChannel(0));
        byte[] expected = [200, 10, 128, 0, 255];                                     // out of range is clamped
        Assert.That(rgba, Is.EqualTo(expected.SelectMany(gray => new byte[] { gray, gray, gray, 255 })));
    }

    [Test]
    public void Colorize_LumaDcOfAnImage_IsTheMeanOfItsPixels()
    {
        var image = TestImage.From(16, 16, (y, x) => ((byte)(10 * y + x), (byte)(10 * y + x), (byte)(10 * y + x)));
        var selection = new ChannelSelection([new DctChannel(0)]);
        var rgba = ChannelImage.Colorize(Extract(new(selection, new ImageGeometry(16, 16)), image), new DctChannel(0));
        for (var block = 0; block < 4; block++)
        {
            var mean = Enumerable.Range(0, 64).Average(i => image.Pixel(block / 2 * 8 + i / 8, block % 2 * 8 + i % 8).Red);
            Assert.That(rgba[4 * block], Is.EqualTo(mean).Within(0.501), "rounded to a byte");
        }
    }

    [TestCase(1), TestCase(63), TestCase(64), TestCase(128), TestCase(191)]
    public void Colorize_OtherChannels_AreBlueBelowWhiteAtAndRedAboveZero(int index)
    {
        // The quantile 0.99 of 6 magnitudes is the fifth one, and two blocks have the largest.
        var rgba = ChannelImage.Colorize([-40, 40, 0, -0f, -10, 10], new DctChannel(index));
        byte[][] expected = [[0, 0, 255, 255], [255, 0, 0, 255], [255, 255, 255, 255], [255, 255, 255, 255], [191, 191, 255, 255], [255, 191, 191, 255]];
        Assert.That(rgba, Is.EqualTo(expected.SelectMany(pixel => pixel)));           // 255 * (1 - 10 / 40) = 191.25
    }

    [Test]
    public void Colorize_Outliers_DoNotSetTheScale()
    {
        // Magnitudes 1 to 200, signs mixed: the quantile 0.99 is at place (200 - 1) * 0.99 = 197 of them in order, which is 198.
        var random = new Random(3);
        float[] plane = [.. Enumerable.Range(1, 200).Select(magnitude => (float)(magnitude > 198 ? 1000 * magnitude : magnitude)).OrderBy(_ => random.Next())];
        for (var i = 0; i < plane.Length; i++) plane[i] *= 1 - 2 * random.Next(2);
        var rgba = ChannelImage.Colorize(plane, new DctChannel(5));
        for (var i = 0; i < plane.Length; i++)
        {
            var fade = Math.Max(0, 255 * (1 - Math.Abs(plane[i]) / 198.0));
            var (full, faded) = plane[i] < 0 ? (rgba[4 * i + 2], rgba[4 * i]) : (rgba[4 * i], rgba[4 * i + 2]);
            Assert.That((full, rgba[4 * i + 3]), Is.EqualTo((255, 255)));
            Assert.That(faded, Is.EqualTo(rgba[4 * i + 1]).And.EqualTo(fade).Within(1.001), $"{plane[i]}");   // rounded down
        }
    }

    [Test]
    public void Colorize_ZeroPlaneOrNone_IsWhiteOrNothing()
    {
        Assert.That(ChannelImage.Colorize(new float[4], new DctChannel(7)), Is.EqualTo(Enumerable.Repeat((byte)255, 16)));
        Assert.That(ChannelImage.Colorize([], new DctChannel(7)), Is.Empty);
        Assert.That(ChannelImage.Colorize([], new DctChannel(0)), Is.Empty);
    }

    private static float[] Extract(DctChannelExtractor extractor, TestImage image)
    {
        using var bitmap = new SKBitmap(image.Width, image.Height);
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++) bitmap.SetPixel(x, y, new(image.Pixel(y, x).Red, image.Pixel(y, x).Green, image.Pixel(y, x).Blue));
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        var channels = new float[extractor.Length];
        extractor.Extract(png.ToArray(), channels);
        return channels;
    }
}
