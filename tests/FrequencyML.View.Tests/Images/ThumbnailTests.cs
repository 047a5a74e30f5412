using FrequencyML.Dct;
using FrequencyML.Dct.Tests;
using FrequencyML.Tests.Shared;
using FrequencyML.View.Images;
using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.View.Tests.Images;

public sealed class ThumbnailTests
{
    // Ramps without edges: what is dropped of their frequencies is nothing to speak of. It leaves rounding to bytes, twice, and the thumbnail's own JPEG coding: about a level.
    private const double SmoothTolerance = 1.5;

    [TestCase(128, 128), TestCase(256, 256), TestCase(640, 480), TestCase(301, 402), TestCase(1200, 150), TestCase(100, 90), TestCase(17, 40)]
    public void Draw_SmoothImage_IsTheCentreSquareOfItsPixels(int width, int height)
    {
        var image = Smooth(width, height);
        foreach (var file in new[] { image.EncodeJpeg(95, SKJpegEncoderDownsample.Downsample444), image.EncodeJpeg(95), image.EncodePng() })
            AssertShows(file, PictureFile.Decode(file), width < 128 || height < 128 ? 2 * SmoothTolerance : SmoothTolerance);   // enlarged: between pixels, the reference has steps
    }

    [Test]
    public void Draw_Samples_LoseNoMoreThanTheFrequenciesThatAreDropped()
    {
        foreach (var path in Directory.GetFiles(Repository.PathOf("data", "samples"), "7-0000.jpg", SearchOption.AllDirectories))
        {
            var file = File.ReadAllBytes(path);
            var expected = PictureFile.CentreSquare(PictureFile.Decode(file), Thumbnail.Side);
            var shown = PictureFile.Decode(Thumbnail.Draw(file)).Rgba;
            // These textures are rough. How much a thumbnail may drop is told by the reference itself: the part of it that the means of 4x4 pixels, 4 values of a block, do not have.
            // The thumbnail has 15 of luma and 6 of each chroma.
            var rough = PictureFile.Difference(Blurred(expected), ToBytes(expected));
            var difference = PictureFile.Difference(expected, shown);
            for (var channel = 0; channel < 3; channel++) Assert.That(difference[channel], Is.LessThan(rough[channel]), $"{path} {channel}");
            // It is nearer to the reference than to that one moved by a pixel.
            foreach (var (right, down) in new[] { (1, 0), (-1, 0), (0, 1), (0, -1) })
                Assert.That(PictureFile.Difference(Moved(expected, right, down), shown).Sum(), Is.GreaterThan(difference.Sum()), $"{path} {right} {down}");
        }
    }

    [Test]
    public void Draw_ExifOrientation_IsUpright([Range(1, 8)] int orientation)
    {
        var stored = Smooth(200, 160);
        var jpeg = EncodedFiles.WithExifOrientation(stored.EncodeJpeg(95), orientation);
        var shown = TestImage.Decode(jpeg).Shown(orientation);
        AssertShows(jpeg, PictureFile.Decode(shown.EncodePng()), SmoothTolerance);
    }

    [Test]
    public void Draw_TruncatedJpeg_ShowsWhatIsLeft()
    {
        var image = Smooth(256, 256);
        var jpeg = image.EncodeJpeg(95);
        var whole = PictureFile.CentreSquare(PictureFile.Decode(jpeg), Thumbnail.Side);
        var (width, height, rgba) = PictureFile.Decode(Thumbnail.Draw(jpeg.AsSpan(0, jpeg.Length / 2)));
        Assert.That((width, height), Is.EqualTo((128, 128)));
        // The scan goes from above, and at the least its first quarter is within half of the bytes; its upper eighth is then free of what is missing.
        const int rows = 16;
        var difference = PictureFile.Difference(whole[..(rows * 128 * 3)], rgba);
        Assert.That(difference, Is.All.LessThan(SmoothTolerance));
    }

    [Test]
    public void Draw_EveryFormat_IsAJpegOfItsSide()
    {
        var image = TestImage.Scene(90, 60);
        using var bitmap = image.ToBitmap();
        using var webp = bitmap.Encode(SKEncodedImageFormat.Webp, 90);
        foreach (var file in new[] { image.EncodePng(), EncodedFiles.Bmp(image), webp.ToArray(), EncodedFiles.ProgressiveJpeg, EncodedFiles.Gif(2, 2, new byte[384], (0, 0, 2, 2, [0, 1, 2, 3])) })
        {
            var thumbnail = Thumbnail.Draw(file);
            Assert.That(ImageFiles.MediaTypeOf(thumbnail), Is.EqualTo("image/jpeg"));
            var (width, height, _) = PictureFile.Decode(thumbnail);
            Assert.That((width, height), Is.EqualTo((Thumbnail.Side, Thumbnail.Side)));
        }
    }

    [Test]
    public void Draw_ThreadsAtOnce_IsTheSame()
    {
        var files = Enumerable.Range(1, 8).Select(i => Smooth(100 + 30 * i, 200).EncodeJpeg()).ToArray();
        var expected = Array.ConvertAll(files, file => Thumbnail.Draw(file));
        Parallel.For(0, 64, i => Assert.That(Thumbnail.Draw(files[i % 8]), Is.EqualTo(expected[i % 8])));
    }

    [Test]
    public void Draw_NoImage_Throws()
    {
        foreach (var file in new[] { [], "plain text"u8.ToArray(), "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), [0xFF, 0xD8], [0xFF, 0xD8, 0xFF, 0xD9], new byte[1000] })
            Assert.That(() => Thumbnail.Draw(file), Throws.TypeOf<InvalidDataException>().Or.TypeOf<NotSupportedException>());
    }

    /// <summary>Different ramps across and down in each of R, G and B.</summary>
    private static TestImage Smooth(int width, int height) => TestImage.From(width, height, (y, x) =>
    {
        double across = (x + 0.5) / width, down = (y + 0.5) / height;
        return ((byte)(30 + 200 * across), (byte)(40 + 180 * down), (byte)(220 - 120 * across * down - 60 * down * down));
    });

    private static void AssertShows(byte[] file, (int Width, int Height, byte[] Rgba) reference, double tolerance)
    {
        var (width, height, rgba) = PictureFile.Decode(Thumbnail.Draw(file));
        Assert.That((width, height), Is.EqualTo((Thumbnail.Side, Thumbnail.Side)));
        Assert.That(PictureFile.Difference(PictureFile.CentreSquare(reference, Thumbnail.Side), rgba), Is.All.LessThan(tolerance));
    }

    /// <summary>Each 4x4 pixels as their mean.</summary>
    private static double[] Blurred(double[] image)
    {
        var blurred = new double[image.Length];
        for (var i = 0; i < image.Length; i++)
        {
            int channel = i % 3, x = i / 3 % 128 / 4 * 4, y = i / 3 / 128 / 4 * 4;
            for (var at = 0; at < 16; at++) blurred[i] += image[((y + at / 4) * 128 + x + at % 4) * 3 + channel] / 16;
        }
        return blurred;
    }

    /// <summary>The image, moved; what comes in at an edge is that edge.</summary>
    private static double[] Moved(double[] image, int right, int down)
    {
        var moved = new double[image.Length];
        for (var i = 0; i < image.Length; i++)
            moved[i] = image[(Math.Clamp(i / 3 / 128 - down, 0, 127) * 128 + Math.Clamp(i / 3 % 128 - right, 0, 127)) * 3 + i % 3];
        return moved;
    }

    private static byte[] ToBytes(double[] image)
    {
        var rgba = new byte[image.Length / 3 * 4];
        for (var i = 0; i < image.Length; i++) rgba[i / 3 * 4 + i % 3] = (byte)Math.Round(image[i]);
        return rgba;
    }
}
