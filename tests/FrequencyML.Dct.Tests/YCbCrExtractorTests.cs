using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Dct.Tests;

public sealed class YCbCrExtractorTests
{
    // Float32: samples to 255 and sums of 64 of them; seen: 2.5e-4.
    private const double Tolerance = 1e-3;

    [Test]
    public void Extract_ThenForwardPlane_EqualsTheChannels(
        [Values(DecodingPath.Auto, DecodingPath.Pixels)] DecodingPath path, [Values(1, 2, 5, 6, 8)] int orientation,
        [Values(ChromaFilter.None, ChromaFilter.Dctnet)] ChromaFilter chromaFilter)
    {
        var jpeg = EncodedFiles.WithExifOrientation(TestPhotograph.Create(93, 61, seed: 3).EncodeJpeg(90, SKJpegEncoderDownsample.Downsample420), orientation);
        var geometry = new ImageGeometry(48, 40, ResizeKernel.Bilinear, chromaFilter);
        var decoding = new DecodingOptions { Path = path };
        var channels = new DctChannelExtractor(ChannelSelection.All, geometry, null, decoding);
        var samples = new YCbCrExtractor(geometry, null, decoding);
        float[] expected = new float[channels.Length], planes = new float[samples.Length], actual = new float[channels.Length];

        var direct = channels.Extract(jpeg, expected);
        var extraction = samples.Extract(jpeg, planes);
        for (var component = 0; component < 3; component++)
            Dct8x8.ForwardPlane(planes.AsSpan(component * 1600, 1600), 40, actual.AsSpan(component * 1600, 1600));

        Assert.That(extraction, Is.EqualTo(direct));
        Assert.That(Difference.Max(expected, actual), Is.LessThan(Tolerance));
    }

    [Test]
    public void Extract_SizeOfTheCrop_GivesThePixelsColours()
    {
        // Nothing is resized: the planes are the image in full-range BT.601.
        var image = TestImage.Noise(16, 16, seed: 1);
        var planes = new float[3 * 256];

        new YCbCrExtractor(new ImageGeometry(16, 16)).Extract(image.EncodePng(), planes);

        for (var pixel = 0; pixel < 256; pixel++)
        {
            var (red, green, blue) = image.Pixel(pixel / 16, pixel % 16);
            var luma = 0.299 * red + 0.587 * green + 0.114 * blue;
            Assert.That(planes[pixel], Is.EqualTo(luma).Within(Tolerance));
            Assert.That(planes[256 + pixel], Is.EqualTo(128 + 0.5 * (blue - luma) / (1 - 0.114)).Within(Tolerance));
            Assert.That(planes[512 + pixel], Is.EqualTo(128 + 0.5 * (red - luma) / (1 - 0.299)).Within(Tolerance));
        }
    }

    [Test]
    public void Extract_WrongLength_Throws()
    {
        var extractor = new YCbCrExtractor(new ImageGeometry(16, 16));
        Assert.That(extractor.Length, Is.EqualTo(3 * 256));
        Assert.That(() => extractor.Extract("any.jpg", new float[3]), Throws.ArgumentException.With.Message.Contains("768 values; the span has 3"));
        Assert.That(() => extractor.Extract([1, 2], new float[767]), Throws.ArgumentException);
        Assert.That(() => extractor.Extract([1, 2], new float[768]), Throws.TypeOf<InvalidDataException>());
    }

    [TestCase(0), TestCase(-8), TestCase(12)]
    public void ForwardPlane_SideThatIsNoMultipleOf8_Throws(int side) =>
        Assert.That(() => Dct8x8.ForwardPlane(new float[64], side, new float[64]), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void ForwardPlane_WrongLength_Throws() =>
        Assert.That(() => Dct8x8.ForwardPlane(new float[64], 16, new float[256]), Throws.ArgumentException.With.Message.Contains("256 elements; the input has 64"));
}
