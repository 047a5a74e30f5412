using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed class ImageGeometryTests
{
    [Test]
    public void Constructor_Defaults_AreThePapersForResNet50()
    {
        var geometry = new ImageGeometry();
        Assert.That((geometry.Resize, geometry.Crop, geometry.CropInBlocks), Is.EqualTo((512, 448, 56)));
        Assert.That((geometry.Kernel, geometry.ChromaFilter), Is.EqualTo((ResizeKernel.Triangle, ChromaFilter.None)));
    }

    [TestCase(8, 8), TestCase(9, 8), TestCase(16384, 16384), TestCase(16384, 8)]
    public void Constructor_EndsOfTheRange_Accepted(int resize, int crop) => Assert.That(new ImageGeometry(resize, crop).Resize, Is.EqualTo(resize));

    [TestCase(512, 0, "crop"), TestCase(512, -8, "crop"), TestCase(512, 4, "crop"), TestCase(512, 447, "crop"), TestCase(447, 448, "resize")]
    [TestCase(0, 8, "resize"), TestCase(-1, 8, "resize"), TestCase(16385, 8, "resize"), TestCase(int.MaxValue, 8, "resize")]
    [TestCase(int.MaxValue, 16392, "resize")]
    public void Constructor_OutsideTheRange_ThrowsNamingTheParameter(int resize, int crop, string parameter) =>
        Assert.That(() => new ImageGeometry(resize, crop),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(parameter));

    [Test]
    public void Constructor_UnknownEnumValues_Throw()
    {
        Assert.That(() => new ImageGeometry(kernel: (ResizeKernel)2), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ImageGeometry(chromaFilter: (ChromaFilter)(-1)), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Equals_EveryParameter_Counts()
    {
        var geometry = new ImageGeometry(128, 112, ResizeKernel.Bilinear, ChromaFilter.Dctnet);
        Assert.That(geometry, Is.EqualTo(new ImageGeometry(128, 112, ResizeKernel.Bilinear, ChromaFilter.Dctnet)));
        Assert.That(geometry.GetHashCode(), Is.EqualTo(new ImageGeometry(128, 112, ResizeKernel.Bilinear, ChromaFilter.Dctnet).GetHashCode()));
        Assert.That(geometry, Is.Not.EqualTo(new ImageGeometry(129, 112, ResizeKernel.Bilinear, ChromaFilter.Dctnet)));
        Assert.That(geometry, Is.Not.EqualTo(new ImageGeometry(128, 104, ResizeKernel.Bilinear, ChromaFilter.Dctnet)));
        Assert.That(geometry, Is.Not.EqualTo(new ImageGeometry(128, 112, ResizeKernel.Triangle, ChromaFilter.Dctnet)));
        Assert.That(geometry, Is.Not.EqualTo(new ImageGeometry(128, 112, ResizeKernel.Bilinear)));
    }

    [TestCase(512, 448, 512, 512, 32, 32, 448, 448)]
    [TestCase(448, 448, 448, 896, 0, 224, 448, 448)]
    [TestCase(448, 448, 896, 448, 224, 0, 448, 448)]
    [TestCase(128, 112, 256, 64, 100, 4, 56, 56)]                                     // 512x128 after resizing, and the crop from (200, 8)
    [TestCase(16, 16, 10, 7, 3 * 10 / 22.0, 0, 16 * 10 / 22.0, 7)]                    // 22x16, from (3, 0)
    [TestCase(8, 8, 3, 1, 1, 0, 1, 1)]
    [TestCase(8, 8, 1, 1, 0, 0, 1, 1)]
    public void WindowOf_Size_IsTheCropInPixels(int resize, int crop, int width, int height, double left, double top, double shownWidth, double shownHeight)
    {
        var window = new ImageGeometry(resize, crop).WindowOf(width, height);
        Assert.That(new[] { window.Left, window.Top, window.Width, window.Height }, Is.EqualTo(new[] { left, top, shownWidth, shownHeight }).Within(1e-9));   // rounding of doubles
        Assert.That(window.IsMirrored, Is.False);
    }

    [TestCase(120_000_000, 1), TestCase(1, 65500), TestCase(7, 4999), TestCase(1031, 777), TestCase(8, 8)]
    public void WindowOf_AnySize_IsWithinTheImage(int width, int height)
    {
        foreach (var geometry in new[] { new ImageGeometry(), new ImageGeometry(16384, 8), new ImageGeometry(8, 8), new ImageGeometry(16384, 16384), new ImageGeometry(129, 112) })
            Assert.That(() => ImageWindow.Check(geometry.WindowOf(width, height), width, height), Throws.Nothing, $"{geometry}");
    }

    [TestCase(75, 101), TestCase(101, 75), TestCase(64, 64), TestCase(30, 400), TestCase(400, 9), TestCase(1, 40), TestCase(1, 1), TestCase(333, 500)]
    public void WindowOf_Extracted_IsWhatTheGeometryExtracts(int width, int height)
    {
        var image = TestImage.Noise(width, height, 3);
        foreach (var geometry in new[] { new ImageGeometry(32, 24), new ImageGeometry(25, 24), new ImageGeometry(24, 24, ResizeKernel.Bilinear), new ImageGeometry(41, 32, chromaFilter: ChromaFilter.Dctnet) })
            foreach (var file in new[] { image.EncodePng(), image.EncodeJpeg() })
            {
                var extractor = new DctChannelExtractor(ChannelSelection.All, geometry);
                float[] whole = new float[extractor.Length], window = new float[extractor.Length];
                extractor.Extract(file, whole);
                extractor.Extract(file, geometry.WindowOf(width, height), window);
                // Coefficients of up to 1024 in float32; the places of samples differ by the rounding of doubles.
                Assert.That(whole.Zip(window, (one, other) => Math.Abs(one - other)).Max(), Is.LessThan(2e-3), $"{geometry}");
            }
    }

    [TestCase(0, 5, "width"), TestCase(5, 0, "height"), TestCase(-1, 5, "width"), TestCase(5, int.MinValue, "height")]
    public void WindowOf_SizeBelowOne_Throws(int width, int height, string parameter) =>
        Assert.That(() => new ImageGeometry().WindowOf(width, height), Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(parameter));

    // floor(resize * long / short): rounding would give one more in all but the exact cases.
    [TestCase(512, 500, 375, 682)]    // 682.67
    [TestCase(512, 1031, 777, 679)]   // 679.38
    [TestCase(448, 449, 448, 449)]
    [TestCase(16, 10, 7, 22)]         // 22.86
    [TestCase(8, 120_000_000, 1, 960_000_000)]
    [TestCase(16384, 120_000_000, 1, 1_966_080_000_000)] // beyond 32 bits
    public void ResizedLength_LongSide_IsRoundedDown(int resize, int longSide, int shortSide, long expected)
    {
        var geometry = new ImageGeometry(resize, 8);
        Assert.That(geometry.ResizedLength(longSide, shortSide), Is.EqualTo(expected));
        Assert.That(geometry.ResizedLength(shortSide, shortSide), Is.EqualTo(resize));
    }
}
