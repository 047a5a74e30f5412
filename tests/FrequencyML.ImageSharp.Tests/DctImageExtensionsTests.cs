using FrequencyML.Dct;
using FrequencyML.Jpeg;
using NUnit.Framework;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace FrequencyML.ImageSharp.Tests;

public sealed class DctImageExtensionsTests
{
    private static readonly DctChannelExtractor Extractor = new(ChannelSelection.Published(24), new ImageGeometry(17, 16));

    [TestCase(1, 1), TestCase(53, 37), TestCase(37, 53)]
    public void ToDctChannels_Rgb_EqualsExtractPixels(int width, int height)
    {
        var pixels = TestFiles.Pixels(width, height, 3, seed: width);
        using var image = RgbImage(width, height, pixels);
        var expected = Expected(pixels, width, height, ExifOrientation.Normal);
        var channels = new float[Extractor.Length];
        var extraction = image.ToDctChannels(Extractor, channels);
        Assert.That(extraction, Is.EqualTo(new Extraction(DecodingPath.Pixels, "it is given as pixels", null, width, height)));
        Assert.That(channels, Is.EqualTo(expected));
        Assert.That(image.ToDctChannels(Extractor), Is.EqualTo(expected));
    }

    [Test]
    public void ToDctChannels_OrientationInTheMetadata_IsApplied([Range(0, 9)] int orientation)
    {
        var pixels = TestFiles.Pixels(53, 37, 3, seed: 1);
        using var image = RgbImage(53, 37, pixels);
        image.Metadata.ExifProfile = new ExifProfile();
        image.Metadata.ExifProfile.SetValue(ExifTag.Orientation, (ushort)orientation);
        var known = orientation is >= 1 and <= 8 ? (ExifOrientation)orientation : ExifOrientation.Normal;
        Assert.That(image.ToDctChannels(Extractor), Is.EqualTo(Expected(pixels, 53, 37, known)));
    }

    [Test]
    public void ToDctChannels_Transparency_IsComposedOnBlack()
    {
        using var image = new Image<Rgba32>(16, 16);
        for (var i = 0; i < 256; i++) image[i % 16, i / 16] = new Rgba32(200, 100, 50, (byte)i);
        var channels = new float[Extractor.Length];
        image.ToDctChannels(Extractor, channels);
        byte[] composed = [.. Enumerable.Range(0, 256).SelectMany(alpha => (byte[])[Compose(200, alpha), Compose(100, alpha), Compose(50, alpha)])];
        Assert.That(channels, Is.EqualTo(Expected(composed, 16, 16, ExifOrientation.Normal)));

        static byte Compose(int value, int alpha) => (byte)Math.Round(value * alpha / 255.0);
    }

    [Test]
    public void ToDctChannels_Errors_AreThoseOfTheExtractor()
    {
        using var image = RgbImage(20, 30, TestFiles.Pixels(20, 30, 3, seed: 2));
        var limited = new DctChannelExtractor(Extractor.Selection, Extractor.Geometry, new InputLimits { MaxPixels = 599 });
        Assert.That(() => image.ToDctChannels(limited),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("20x30 pixels; the limit is 599"));
        Assert.That(() => image.ToDctChannels(Extractor, new float[3]), Throws.ArgumentException.With.Message.Contains("the span has 3"));
    }

    internal static float[] Expected(byte[] rgb, int width, int height, ExifOrientation orientation)
    {
        byte[] rgba = [.. rgb.Chunk(3).SelectMany(pixel => (byte[])[.. pixel, 255])];
        var channels = new float[Extractor.Length];
        Extractor.ExtractPixels(rgba, width, height, orientation, channels);
        return channels;
    }

    private static Image<Rgb24> RgbImage(int width, int height, byte[] rgb)
    {
        var image = new Image<Rgb24>(width, height);
        for (var i = 0; i < width * height; i++) image[i % width, i / width] = new Rgb24(rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]);
        return image;
    }
}
