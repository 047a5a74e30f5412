using FrequencyML.Dct;
using FrequencyML.Jpeg;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.ImageSharp.Tests;

public sealed class ImageSharpDecoderTests
{
    private static readonly DctChannelExtractor Extractor = new(ChannelSelection.Published(24), new ImageGeometry(17, 16));

    [Test]
    public void Extract_PpmFile_EqualsItsPixels()
    {
        var pixels = TestFiles.Pixels(53, 37, 3, seed: 1);
        using var folder = new TemporaryFolder();
        var path = folder.Write("image.ppm", TestFiles.Ppm(53, 37, pixels));
        var channels = new float[Extractor.Length];
        var extraction = ImageSharpDecoder.Extract(path, Extractor, channels);
        Assert.That(channels, Is.EqualTo(DctImageExtensionsTests.Expected(pixels, 53, 37, ExifOrientation.Normal)));
        Assert.That((extraction.Width, extraction.Height), Is.EqualTo((53, 37)));
    }

    [Test]
    public void Extract_TiffWithOrientation_IsOrientedOnce([Range(1, 8)] int orientation)
    {
        var pixels = TestFiles.Pixels(53, 37, 3, seed: 2);
        var channels = new float[Extractor.Length];
        var extraction = ImageSharpDecoder.Extract(TestFiles.Tiff(53, 37, 3, pixels, orientation), Extractor, channels);
        Assert.That(channels, Is.EqualTo(DctImageExtensionsTests.Expected(pixels, 53, 37, (ExifOrientation)orientation)));
        Assert.That((extraction.Width, extraction.Height), Is.EqualTo(orientation >= 5 ? (37, 53) : (53, 37)));
    }

    [Test]
    public void Extract_TransparentTiff_IsComposedOnBlack()
    {
        var channels = new float[Extractor.Length];
        byte[] pixels = [.. Enumerable.Repeat<byte[]>([255, 255, 255, 0], 600).SelectMany(pixel => pixel)];
        ImageSharpDecoder.Extract(TestFiles.Tiff(20, 30, 4, pixels), Extractor, channels);
        Assert.That(channels, Is.EqualTo(DctImageExtensionsTests.Expected(new byte[1800], 20, 30, ExifOrientation.Normal)));
    }

    [Test]
    public void Extract_TooManyPixels_ThrowsBeforeTheyAreDecoded()
    {
        // 4,000,000,000 pixels that the file does not have: decoding them would fail otherwise.
        var file = TestFiles.Ppm(100_000, 40_000, []);
        Assert.That(() => ImageSharpDecoder.Extract(file, Extractor, new float[Extractor.Length]),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("100000x40000 pixels; the limit is 120000000"));
    }

    [Test]
    public void Extract_TooLongFile_Throws()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("image.ppm", TestFiles.Ppm(20, 30, new byte[1800]));
        var limited = new DctChannelExtractor(Extractor.Selection, Extractor.Geometry, new InputLimits { MaxFileLength = 1000 });
        Assert.That(() => ImageSharpDecoder.Extract(path, limited, new float[limited.Length]),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("the limit is 1000"));
    }

    [TestCase(""), TestCase("no image at all"), TestCase("P6\n53")]
    public void Extract_NotAnImage_ThrowsInvalidData(string content)
    {
        var file = System.Text.Encoding.ASCII.GetBytes(content);
        Assert.That(() => ImageSharpDecoder.Extract(file, Extractor, new float[Extractor.Length]), Throws.TypeOf<InvalidDataException>());
    }
}
