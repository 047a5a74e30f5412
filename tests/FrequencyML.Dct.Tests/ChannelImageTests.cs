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
