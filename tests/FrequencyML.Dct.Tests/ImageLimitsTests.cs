using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed class ImageLimitsTests
{
    [TestCase(0), TestCase(-1), TestCase(536_870_898), TestCase(long.MaxValue)]
    public void MaxPixels_OutsideWhatAnArrayHolds_Throws(long value) =>
        Assert.That(() => new ImageLimits { MaxPixels = value },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("MaxPixels is 1 to 536870897"));

    [TestCase(0), TestCase(-1), TestCase(int.MaxValue)]
    public void MaxFileLength_OutsideWhatAnArrayHolds_Throws(int value) =>
        Assert.That(() => new ImageLimits { MaxFileLength = value },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("MaxFileLength is 1 to 2147483591"));

    [Test]
    public void Extract_LargestLimit_StillRefusesWhatNoArrayHolds()
    {
        // 30000 * 30000 * 4 bytes exceed a 32-bit length: not an overflow but an error about the image.
        var extractor = new DctChannelExtractor(ChannelSelection.Published(6), new ImageGeometry(8, 8), new ImageLimits { MaxPixels = 536_870_897 });
        Assert.That(() => extractor.Extract(EncodedFiles.JpegHeader(30000, 30000), new float[extractor.Length]),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("30000x30000").And.Message.Contains("536870897"));
    }

    [TestCase(20, 30, false), TestCase(30, 20, false), TestCase(601, 1, true), TestCase(int.MaxValue, int.MaxValue, true)]
    public void Check_Size_ThrowsAboveMaxPixels(int width, int height, bool throws)
    {
        var limits = new ImageLimits { MaxPixels = 600 };
        Assert.That(() => limits.Check(width, height), throws ? Throws.TypeOf<NotSupportedException>().With.Message.Contains("limit is 600") : Throws.Nothing);
        Assert.That(new DctChannelExtractor(ChannelSelection.Published(6), new ImageGeometry(8, 8), limits).Limits, Is.EqualTo(limits));
    }

    [Test]
    public void Equals_Always_ComparesBothLimits()
    {
        Assert.That(new ImageLimits(), Is.EqualTo(ImageLimits.Default));
        Assert.That(new ImageLimits { MaxPixels = 7 }, Is.EqualTo(ImageLimits.Default with { MaxPixels = 7 }));
        Assert.That(new ImageLimits { MaxPixels = 7 }, Is.Not.EqualTo(ImageLimits.Default));
        Assert.That(new ImageLimits { MaxFileLength = 7 }, Is.Not.EqualTo(ImageLimits.Default));
    }
}
