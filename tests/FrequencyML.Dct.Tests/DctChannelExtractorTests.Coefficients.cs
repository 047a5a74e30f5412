using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed partial class DctChannelExtractorTests
{
    // float32 rounding of weights and of two sums of products, coefficients up to 1800 as nothing clamps the samples between; seen: 3e-4.
    private const double CoefficientTolerance = 2e-3;

    private static readonly DecodingOptions FromCoefficients = new() { Path = DecodingPath.Coefficients };

    // Shrinking to one block, the size itself where the side is 8 or 17, crops off the centre by half a pixel, enlarging.
    private static readonly (int Resize, int Crop)[] CoefficientSquares = [(8, 8), (9, 8), (17, 16), (37, 24), (64, 56)];

    private static readonly object[] LargeCoefficientImages =
    [
        new object[] { 120, 90, 64, 56 }, new object[] { 90, 120, 128, 112 }, new object[] { 301, 203, 112, 112 },
        new object[] { 301, 203, 33, 24 }, new object[] { 1, 500, 16, 16 }, new object[] { 500, 1, 16, 8 }, new object[] { 3, 500, 64, 56 },
        new object[] { 500, 7, 9, 8 }, new object[] { 256, 256, 256, 224 }, new object[] { 203, 301, 512, 448 },
    ];

    // Sampling factors that no common encoder writes: 3:2, 3:4, all kinds at once, luma smaller than chroma, more blocks than an MCU may
    // interleave (those have one scan for each component).
    private static readonly object[] UncommonSamplings =
    [
        new object[] { new[] { (3, 1), (2, 1), (1, 1) } }, new object[] { new[] { (1, 3), (1, 2), (1, 3) } },
        new object[] { new[] { (4, 1), (3, 1), (2, 2) } }, new object[] { new[] { (1, 1), (2, 2), (1, 2) } },
        new object[] { new[] { (1, 2), (1, 1), (2, 1) } }, new object[] { new[] { (2, 1), (3, 2), (1, 2) } },
        new object[] { new[] { (4, 4), (3, 3), (2, 1) } }, new object[] { new[] { (1, 4), (4, 1), (3, 2) } },
        new object[] { new[] { (3, 3), (1, 1), (1, 1) } }, new object[] { new[] { (3, 2) } },
    ];

    private static readonly int[] EveryOrientation = [1, 2, 3, 4, 5, 6, 7, 8];

    [Test]
    public void Extract_GoldenCoefficients_MatchReference(
        [ValueSource(typeof(GoldenFiles), nameof(GoldenFiles.Samplings))] string sampling,
        [ValueSource(typeof(GoldenFiles), nameof(GoldenFiles.Sides))] int side)
    {
        var files = Array.ConvertAll(GoldenFiles.Variants, variant => GoldenFiles.Read(sampling, variant, side));
        var turn = side + sampling[0];
        foreach (var (resize, crop) in CoefficientSquares)
            foreach (var kernel in Enum.GetValues<ResizeKernel>())
                foreach (var filter in Enum.GetValues<ChromaFilter>())
                {
                    var geometry = new ImageGeometry(resize, crop, kernel, filter);
                    AssertMatchReference(files, turn % 8 + 1, geometry, Selections[turn++ % Selections.Length]);
                }
    }

    [Test]
    public void Extract_GoldenCoefficientsWithOrientation_MatchReference(
        [ValueSource(typeof(GoldenFiles), nameof(GoldenFiles.Samplings))] string sampling, [Values] ResizeKernel kernel,
        [Values] ChromaFilter filter)
    {
        byte[][] files = [GoldenFiles.Read(sampling, "restart-row", 33)];
        foreach (var orientation in EveryOrientation)
            foreach (var selection in Selections)
                AssertMatchReference(files, orientation, new ImageGeometry(37, 24, kernel, filter), selection);
    }

    [TestCase("gray", 1), TestCase("gray-2x2", 1), TestCase("all-2x1", 1), TestCase("chroma-2x2", 1), TestCase("quality-100", 1)]
    [TestCase("quantization-16-bit", 1), TestCase("progressive-quality-5", 1), TestCase("optimized", 1), TestCase("scans-y-cbcr", 1)]
    [TestCase("progressive-restart-mcu", 1), TestCase("progressive-restart-row", 1), TestCase("fill-bytes", 1), TestCase("comments", 1)]
    [TestCase("no-eoi", 1), TestCase("dnl", 1), TestCase("dnl-restart", 1), TestCase("dnl-non-interleaved", 1)]
    [TestCase("exif-6-little-endian", 6), TestCase("exif-6-big-endian", 6)]
    public void Extract_GoldenExtra_MatchesReference(string name, int stored)
    {
        var file = GoldenFiles.Read(name);
        foreach (var (resize, crop) in CoefficientSquares)
            foreach (var kernel in Enum.GetValues<ResizeKernel>())
            {
                var geometry = new ImageGeometry(resize, crop, kernel, ChromaFilter.Dctnet);
                AssertMatchReference([file], stored, geometry, ChannelSelection.All, isTagged: true);
            }
        if (stored > 1) return;
        foreach (var orientation in EveryOrientation)
            AssertMatchReference([file], orientation, new ImageGeometry(17, 16), Selections[orientation]);
    }

    [TestCaseSource(nameof(UncommonSamplings))]
    public void Extract_UncommonSampling_MatchesReference((int Horizontal, int Vertical)[] sampling)
    {
        var canInterleave = sampling.Sum(factors => factors.Horizontal * factors.Vertical) <= 10;
        var turn = 0;
        foreach (var (width, height) in new[] { (1, 1), (13, 5), (49, 35), (64, 64), (75, 101), (5, 70) })
        {
            var image = new JpegFile(width, height, seed: width, sampling);
            byte[][] files = canInterleave ? [image.Encode(), image.Encode(interleaved: false)] : [image.Encode(interleaved: false)];
            foreach (var (resize, crop) in CoefficientSquares)
                foreach (var kernel in Enum.GetValues<ResizeKernel>())
                {
                    var geometry = new ImageGeometry(resize, crop, kernel, turn % 3 == 0 ? ChromaFilter.Dctnet : ChromaFilter.None);
                    AssertMatchReference(files, turn % 8 + 1, geometry, Selections[turn++ % Selections.Length]);
                }
        }
    }

    [TestCaseSource(nameof(LargeCoefficientImages))]
    public void Extract_CoefficientsOfLargeImages_MatchReference(int width, int height, int resize, int crop)
    {
        var turn = width;
        TestImage[] images =
            [TestImage.Scene(width, height), TestImage.Noise(width, height, width), TestImage.Extremes(width, height, height)];
        foreach (var image in images)
            foreach (var downsample in Enum.GetValues<SkiaSharp.SKJpegEncoderDownsample>())
            {
                byte[][] files = [image.EncodeJpeg(100 - 17 * (int)downsample, downsample)];
                var kernel = turn % 4 < 2 ? ResizeKernel.Triangle : ResizeKernel.Bilinear;
                var geometry = new ImageGeometry(resize, crop, kernel, turn % 3 == 0 ? ChromaFilter.Dctnet : ChromaFilter.None);
                AssertMatchReference(files, turn % 8 + 1, geometry, Selections[turn++ % Selections.Length]);
            }
    }

    /// <summary>Compares the channels of files that have the same coefficients with the reference of the first.</summary>
    private static void AssertMatchReference(
        byte[][] files, int orientation, ImageGeometry geometry, ChannelSelection selection, bool isTagged = false)
    {
        var expected = ReferencePipeline.Extract(ReferenceDecoder.Components(files[0], orientation), selection, geometry);
        for (var i = 0; i < files.Length; i++)
        {
            var file = isTagged ? files[i] : EncodedFiles.WithExifOrientation(files[i], orientation, bigEndian: i % 2 == 1);
            Assert.That(
                Difference.Max(expected, ExtractCoefficients(file, selection, geometry)), Is.LessThan(CoefficientTolerance),
                $"file {i}, orientation {orientation}, {geometry}, {selection}");
        }
    }

    /// <summary>Channels by way of coefficients.</summary>
    private static float[] ExtractCoefficients(byte[] file, ChannelSelection selection, ImageGeometry geometry)
    {
        var extractor = new DctChannelExtractor(selection, geometry, decoding: FromCoefficients);
        var channels = new float[extractor.Length];
        Array.Fill(channels, float.NaN);                 // a value that is never written fails every comparison
        var extraction = extractor.Extract(file, channels);
        Assert.That(extraction, Is.EqualTo(new Extraction(DecodingPath.Coefficients, PixelReason: null, Damage: null, extraction.Width, extraction.Height)));
        return channels;
    }
}
