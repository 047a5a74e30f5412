using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed partial class DctChannelExtractorTests
{
    private static readonly ImageWindow[] Windows =
    [
        new(0, 0, 75, 101), new(0, 0, 75, 101, IsMirrored: true), new(3.25, 10.5, 40.5, 33.125), new(60, 90, 15, 11, IsMirrored: true),
        new(30, 2.75, 20, 95), new(1, 97, 73.5, 4, IsMirrored: true),
    ];

    [Test]
    public void Extract_WindowOfCoefficients_MatchesReference(
        [ValueSource(nameof(EveryOrientation))] int orientation, [Values] ResizeKernel kernel, [Values] ChromaFilter filter)
    {
        // 75x101 as shown.
        var (width, height) = orientation > 4 ? (101, 75) : (75, 101);
        var jpeg = EncodedFiles.WithExifOrientation(
            TestImage.Scene(width, height).EncodeJpeg(90, SkiaSharp.SKJpegEncoderDownsample.Downsample420), orientation, bigEndian: false);
        var shown = ReferenceDecoder.Components(jpeg, orientation);
        AssertWindowsMatch(jpeg, shown, new ImageGeometry(24, 24, kernel, filter), DecodingPath.Coefficients);
    }

    [Test]
    public void Extract_WindowOfPixels_MatchesReference([Values] ResizeKernel kernel)
    {
        var image = TestImage.Noise(75, 101, 5);
        AssertWindowsMatch(image.EncodePng(), ReferencePipeline.Components(image), new ImageGeometry(40, 32, kernel), DecodingPath.Pixels);
    }

    [Test]
    public void Extract_WindowOfSquareImage_EqualsResizing()
    {
        var jpeg = TestImage.Scene(64, 64).EncodeJpeg(90, SkiaSharp.SKJpegEncoderDownsample.Downsample420);
        var extractor = new DctChannelExtractor(ChannelSelection.Published(24), new ImageGeometry(48, 48));
        var (plain, window) = (new float[extractor.Length], new float[extractor.Length]);
        var extraction = extractor.Extract(jpeg, plain);
        extractor.Extract(jpeg, new ImageWindow(0, 0, 64, 64), window);
        Assert.That(window, Is.EqualTo(plain));
        Assert.That((extraction.Width, extraction.Height), Is.EqualTo((64, 64)));
    }

    [TestCase(-1, 0, 10, 10), TestCase(0, -0.5, 10, 10), TestCase(60, 0, 5, 10), TestCase(0, 30, 10, 19), TestCase(0, 0, 0, 10), TestCase(0, 0, 10, -1)]
    [TestCase(double.NaN, 0, 1, 1), TestCase(0, 0, double.PositiveInfinity, 1)]
    public void Extract_WindowOutsideTheImage_Throws(double left, double top, double width, double height)
    {
        var extractor = new DctChannelExtractor(ChannelSelection.Published(6), new ImageGeometry(8, 8));
        var image = TestImage.Noise(64, 48, 1);
        foreach (var file in new[] { image.EncodePng(), image.EncodeJpeg(90, SkiaSharp.SKJpegEncoderDownsample.Downsample444) })
            Assert.That(() => extractor.Extract(file, new ImageWindow(left, top, width, height), new float[extractor.Length]),
                Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("not within the image of 64x48"));
    }

    private static void AssertWindowsMatch(byte[] file, double[][,] shown, ImageGeometry geometry, DecodingPath path)
    {
        var extractor = new DctChannelExtractor(ChannelSelection.Published(24), geometry, decoding: new() { Path = path });
        foreach (var window in Windows)
        {
            var squares = Array.ConvertAll(shown, plane => ScaleWindow(plane, window, geometry));
            if (geometry.ChromaFilter == ChromaFilter.Dctnet) squares = [squares[0], ReferencePipeline.Blur(squares[1]), ReferencePipeline.Blur(squares[2])];
            var actual = new float[extractor.Length];
            var extraction = extractor.Extract(file, window, actual);
            Assert.That((extraction.Width, extraction.Height), Is.EqualTo((75, 101)));
            Assert.That(Difference.Max(ReferencePipeline.Select(squares, extractor.Selection), actual), Is.LessThan(CoefficientTolerance), $"{window}");
        }
    }

    /// <summary>A window of a plane, scaled to the crop: the definition of both kernels at each output sample's centre.</summary>
    private static double[,] ScaleWindow(double[,] plane, ImageWindow window, ImageGeometry geometry)
    {
        var crop = geometry.Crop;
        var square = new double[crop, crop];
        for (var y = 0; y < crop; y++)
            for (var x = 0; x < crop; x++)
            {
                var column = window.IsMirrored ? crop - 1 - x : x;
                foreach (var (row, rowWeight) in TapsAt(window.Top + (y + 0.5) * window.Height / crop, window.Height / crop, plane.GetLength(0), geometry.Kernel))
                    foreach (var (source, weight) in TapsAt(window.Left + (column + 0.5) * window.Width / crop, window.Width / crop, plane.GetLength(1), geometry.Kernel))
                        square[y, x] += rowWeight * weight * plane[row, source];
            }
        return square;
    }

    private static List<(int Source, double Weight)> TapsAt(double centre, double scale, int length, ResizeKernel kernel)
    {
        var support = kernel == ResizeKernel.Triangle ? Math.Max(1, scale) : 1;
        var taps = Enumerable.Range(0, length).Select(source => (source, Weight: 1 - Math.Abs(source + 0.5 - centre) / support)).Where(tap => tap.Weight > 0).ToList();
        var sum = taps.Sum(tap => tap.Weight);
        return taps.ConvertAll(tap => (tap.source, tap.Weight / sum));
    }
}
