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
