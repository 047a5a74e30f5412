using FrequencyML.Jpeg;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed partial class DctChannelExtractorTests
{
    [TestCase(1, 1), TestCase(53, 37), TestCase(37, 53), TestCase(301, 203)]
    public void ExtractPixels_PixelsOfAPng_EqualsExtractOfThePng(int width, int height)
    {
        var image = TestImage.Noise(width, height, seed: width);
        foreach (var (resize, crop) in OrientationSquares)
            foreach (var selection in Selections)
            {
                var geometry = new ImageGeometry(resize, crop);
                var (channels, extraction) = ExtractPixels(Rgba(image), width, height, ExifOrientation.Normal, selection, geometry);
                Assert.That(channels, Is.EqualTo(Extract(image.EncodePng(), selection, geometry)));
                Assert.That(extraction, Is.EqualTo(new Extraction(DecodingPath.Pixels, "it is given as pixels", null, width, height)));
            }
    }

    [Test]
    public void ExtractPixels_Orientation_EqualsExtractOfTheTaggedFile([Range(1, 8)] int orientation)
    {
        var jpeg = TestImage.Scene(53, 37).EncodeJpeg();
        var stored = TestImage.Decode(jpeg);
        var geometry = new ImageGeometry(17, 16);
        var (channels, extraction) = ExtractPixels(Rgba(stored), 53, 37, (ExifOrientation)orientation, ChannelSelection.All, geometry);
        Assert.That(channels, Is.EqualTo(Extract(EncodedFiles.WithExifOrientation(jpeg, orientation), ChannelSelection.All, geometry)));
        Assert.That((extraction.Width, extraction.Height), Is.EqualTo(orientation >= 5 ? (37, 53) : (53, 37)));
    }

    [Test]
    public void ExtractPixels_FourthByte_IsNotRead()
    {
        var image = TestImage.Scene(20, 30);
        byte[] opaque = Rgba(image), transparent = Rgba(image, alpha: 7);
        var geometry = new ImageGeometry(17, 16);
        Assert.That(ExtractPixels(transparent, 20, 30, ExifOrientation.Normal, ChannelSelection.All, geometry).Channels,
            Is.EqualTo(ExtractPixels(opaque, 20, 30, ExifOrientation.Normal, ChannelSelection.All, geometry).Channels));
    }

    [TestCase(20, 30, 2399), TestCase(20, 30, 2401), TestCase(20, 30, 1800), TestCase(20, 30, 0), TestCase(1 << 14, 1 << 13, 0)]
    public void ExtractPixels_WrongLength_Throws(int width, int height, int length)
    {
        var limits = new InputLimits { MaxPixels = 1 << 27 };
        var extractor = new DctChannelExtractor(ChannelSelection.Published(24), new ImageGeometry(17, 16), limits);
        var error = Assert.Throws<ArgumentException>(() =>
            extractor.ExtractPixels(new byte[length], width, height, ExifOrientation.Normal, new float[extractor.Length]))!;
        Assert.That(error.Message, Does.StartWith($"{width}x{height} pixels of 4 bytes are {width * height * 4L} bytes; the span has {length}."));
        Assert.That(error.ParamName, Is.EqualTo("rgba"));
    }

    [TestCase(0, 5, 1, "width"), TestCase(5, 0, 1, "height"), TestCase(-1, -1, 1, "width"), TestCase(1, 1, 0, "orientation"), TestCase(1, 1, 9, "orientation")]
    public void ExtractPixels_ArgumentOutOfRange_Throws(int width, int height, int orientation, string parameter)
    {
        var extractor = new DctChannelExtractor(ChannelSelection.Published(24), new ImageGeometry(17, 16));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            extractor.ExtractPixels(new byte[4], width, height, (ExifOrientation)orientation, new float[extractor.Length]))!;
        Assert.That(error.ParamName, Is.EqualTo(parameter));
    }

    [Test]
    public void ExtractPixels_OtherErrors_AreThoseOfExtract()
    {
        var geometry = new ImageGeometry(17, 16);
        var selection = ChannelSelection.Published(24);
        Assert.That(() => ExtractWith(new(selection, geometry), length: 1),
            Throws.ArgumentException.With.Message.StartsWith("The tensor has 96 values; the span has 1."));
        Assert.That(() => ExtractWith(new(selection, geometry, new InputLimits { MaxPixels = 599 }), length: 96),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("The image has 20x30 pixels; the limit is 599"));
        Assert.That(() => ExtractWith(new(selection, geometry, decoding: new() { Path = DecodingPath.Coefficients }), length: 96),
            Throws.TypeOf<NotSupportedException>().With.Message.EqualTo("The image has no coefficients that can be used: it is given as pixels."));

        static void ExtractWith(DctChannelExtractor extractor, int length) =>
            extractor.ExtractPixels(new byte[2400], 20, 30, ExifOrientation.Normal, new float[length]);
    }

    private static (float[] Channels, Extraction Extraction) ExtractPixels(
        byte[] rgba, int width, int height, ExifOrientation orientation, ChannelSelection selection, ImageGeometry geometry)
    {
        var extractor = new DctChannelExtractor(selection, geometry);
        var channels = new float[extractor.Length];
        Array.Fill(channels, float.NaN);
        var extraction = extractor.ExtractPixels(rgba, width, height, orientation, channels);
        return (channels, extraction);
    }

    private static byte[] Rgba(TestImage image, byte alpha = 255) =>
        [.. image.Rgb.Chunk(3).SelectMany(pixel => (byte[])[.. pixel, alpha])];
}
