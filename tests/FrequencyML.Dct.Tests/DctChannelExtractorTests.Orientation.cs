using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed partial class DctChannelExtractorTests
{
    // A crop that rounds to even is off the centre by half a pixel, so that flipping after the crop would show.
    private static readonly (int Resize, int Crop)[] OrientationSquares = [(17, 16), (64, 56), (37, 24)];

    [Test]
    public void Extract_JpegWithOrientation_MatchesReferenceOnShownPixels(
        [Range(1, 8)] int orientation, [Values] ChromaFilter filter, [Values] ResizeKernel kernel)
    {
        var jpeg = TestImage.Scene(53, 37).EncodeJpeg();
        var shown = TestImage.Decode(jpeg).Shown(orientation);
        Assert.That((shown.Width, shown.Height), Is.EqualTo(orientation >= 5 ? (37, 53) : (53, 37)));
        foreach (var (resize, crop) in OrientationSquares)
            foreach (var selection in Selections)
            {
                var geometry = new ImageGeometry(resize, crop, kernel, filter);
                var actual = Extract(EncodedFiles.WithExifOrientation(jpeg, orientation, bigEndian: crop == 24), selection, geometry);
                Assert.That(Difference.Max(ReferencePipeline.Extract(shown, selection, geometry), actual), Is.LessThan(Tolerance), $"{geometry}");
            }
    }

    [Test]
    public void Extract_JpegWithOrientation_EqualsUntaggedFileOfShownPixels(
        [Range(1, 8)] int orientation, [Values] ChromaFilter filter, [Values(61, 1)] int width, [Values(44, 1)] int height)
    {
        var jpeg = TestImage.Noise(width, height, orientation).EncodeJpeg();
        var geometry = new ImageGeometry(41, 32, chromaFilter: filter);
        var tagged = Extract(EncodedFiles.WithExifOrientation(jpeg, orientation), ChannelSelection.All, geometry);
        var shown = Extract(TestImage.Decode(jpeg).Shown(orientation).EncodePng(), ChannelSelection.All, geometry);
        Assert.That(Difference.Max(shown, tagged), Is.LessThan(1e-3)); // the same sums, by rows or by columns first; seen: 6e-5
    }

    [TestCase(0), TestCase(9), TestCase(255)]
    public void Extract_UnknownOrientation_IsTakenAsStored(int orientation)
    {
        var jpeg = TestImage.Scene(53, 37).EncodeJpeg();
        var geometry = new ImageGeometry(17, 16);
        Assert.That(Extract(EncodedFiles.WithExifOrientation(jpeg, orientation), ChannelSelection.All, geometry),
            Is.EqualTo(Extract(jpeg, ChannelSelection.All, geometry)));
    }
}
