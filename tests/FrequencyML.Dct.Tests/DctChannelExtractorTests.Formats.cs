using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Dct.Tests;

public sealed partial class DctChannelExtractorTests
{
    private static readonly ImageGeometry FormatGeometry = new(29, 24);

    private static readonly byte[] GrayPalette = [.. Enumerable.Range(0, 128).SelectMany(i => new[] { (byte)(i * 2), (byte)(i * 2), (byte)(i * 2) })];

    [Test]
    public void Extract_PngWithAlpha_ComposesOnBlack()
    {
        var random = new Random(4);
        var rgba = new byte[40 * 30 * 4];
        random.NextBytes(rgba);
        for (var i = 3; i < rgba.Length; i += 4 * 5) rgba[i] = (byte)(i % 8 == 3 ? 0 : 255);
        var image = TestImage.From(40, 30, (y, x) => (On(y, x, 0), On(y, x, 1), On(y, x, 2)));
        AssertExtracts(image, PngFile.Encode(40, 30, 8, PngFile.TrueColorAlpha, rgba));

        byte On(int y, int x, int channel) => Premultiply(rgba[(y * 40 + x) * 4 + channel], rgba[(y * 40 + x) * 4 + 3]);
    }

    [Test]
    public void Extract_GrayPngWithAlpha_ComposesOnBlack()
    {
        var samples = new byte[40 * 30 * 2];
        new Random(5).NextBytes(samples);
        AssertExtracts(Gray(40, 30, (y, x) => Premultiply(samples[(y * 40 + x) * 2], samples[(y * 40 + x) * 2 + 1])),
            PngFile.Encode(40, 30, 8, PngFile.GrayAlpha, samples));
    }

    [TestCase(1), TestCase(2), TestCase(4), TestCase(8), TestCase(16)]
    public void Extract_GrayPng_SpreadsItsDepthOverEightBits(byte bitDepth)
    {
        const int Width = 41, Height = 33;
        var random = new Random(bitDepth);
        var rowLength = (Width * bitDepth + 7) / 8;
        var samples = new byte[rowLength * Height];
        random.NextBytes(samples);
        if (bitDepth == 16) // both bytes alike: 257 * value, which every way of rounding to 8 bits turns into value
            for (var i = 0; i < samples.Length; i += 2) samples[i + 1] = samples[i];
        var image = Gray(Width, Height, (y, x) =>
        {
            if (bitDepth == 16) return samples[y * rowLength + x * 2];
            var level = samples[y * rowLength + x * bitDepth / 8] >> 8 - bitDepth - x * bitDepth % 8 & (1 << bitDepth) - 1;
            return (byte)(level * 255 / ((1 << bitDepth) - 1));
        });
        var channels = AssertExtracts(image, PngFile.Encode(Width, Height, bitDepth, PngFile.Gray, samples));
        Assert.That(LargestChroma(channels), Is.LessThan(1e-3)); // float32 rounding of 0.299 + 0.587 + 0.114 times 8 * 255
    }

    [Test]
    public void Extract_TrueColour16BitPng_EqualsItsHighBytes()
    {
        var image = TestImage.Noise(40, 30, 6);
        AssertExtracts(image, PngFile.Encode(40, 30, 16, PngFile.TrueColor, [.. image.Rgb.SelectMany(value => new[] { value, value })]));
    }

    [Test]
    public void Extract_PalettePng_LooksUpColourAndAlpha([Values] bool withAlpha)
    {
        byte[] palette = new byte[64 * 3], alpha = new byte[64], indices = new byte[40 * 30];
        var random = new Random(7);
        random.NextBytes(palette);
        random.NextBytes(alpha);
        for (var i = 0; i < indices.Length; i++) indices[i] = (byte)random.Next(64);
        var image = TestImage.From(40, 30, (y, x) => (Colour(y, x, 0), Colour(y, x, 1), Colour(y, x, 2)));
        (string, byte[])[] chunks = withAlpha ? [("PLTE", palette), ("tRNS", alpha)] : [("PLTE", palette)];
        AssertExtracts(image, PngFile.Encode(40, 30, 8, PngFile.Palette, indices, chunks));

        byte Colour(int y, int x, int channel)
        {
            var index = indices[y * 40 + x];
            return Premultiply(palette[index * 3 + channel], withAlpha ? alpha[index] : (byte)255);
        }
    }

    [Test]
    public void Extract_GrayJpeg_HasNoChroma()
    {
        var image = TestImage.Scene(61, 43);
        using var gray = new SKBitmap(new SKImageInfo(61, 43, SKColorType.Gray8));
        for (var y = 0; y < 43; y++)
            for (var x = 0; x < 61; x++)
                System.Runtime.InteropServices.Marshal.WriteByte(gray.GetPixels(), y * gray.RowBytes + x, image.Pixel(y, x).Red);
        using var data = gray.Encode(SKEncodedImageFormat.Jpeg, 90);
        var jpeg = data.ToArray();
        Assert.That(jpeg.AsSpan().IndexOf<byte>([0xFF, 0xC0, 0, 11]), Is.Positive, "one component in SOF0");
        var channels = AssertExtracts(TestImage.Decode(jpeg), jpeg);
        Assert.That(LargestChroma(channels), Is.LessThan(1e-3)); // as above
    }

    [Test]
    public void Extract_ProgressiveJpeg_EqualsItsDecodedPixels()
    {
        var image = TestImage.Decode(EncodedFiles.ProgressiveJpeg);
        Assert.That((image.Width, image.Height), Is.EqualTo((24, 16)));
        var original = TestImage.Scene(24, 16).Rgb;
        var distance = image.Rgb.Zip(original, (decoded, stored) => Math.Abs(decoded - stored)).Average();
        Assert.That(distance, Is.LessThan(20), "4:2:0 smears the edges of so small a scene");
        AssertExtracts(image, EncodedFiles.ProgressiveJpeg);
    }

    [Test]
    public void Extract_LosslessWebP_EqualsItsPixels()
    {
        var image = TestImage.Noise(40, 30, 8);
        using var bitmap = image.ToBitmap();
        using var pixmap = bitmap.PeekPixels();
        using var data = pixmap.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 50));
        AssertExtracts(image, data.ToArray());
    }

    [Test]
    public void Extract_Bmp_ReadsPaddedRowsInEitherDirection([Values(40, 41, 42, 43)] int width, [Values] bool topDown)
    {
        var image = TestImage.Noise(width, 30, width);
        AssertExtracts(image, EncodedFiles.Bmp(image, topDown));
    }

    [Test]
    public void Extract_GifOfTwoFrames_TakesTheFirst()
    {
        byte[] first = GifIndices(40 * 30, 9), second = GifIndices(40 * 30, 10);
        AssertExtracts(Gray(40, 30, (y, x) => (byte)(first[y * 40 + x] * 2)),
            EncodedFiles.Gif(40, 30, GrayPalette, (0, 0, 40, 30, first), (0, 0, 40, 30, second)));
    }

    [Test]
    public void Extract_GifWhoseFrameIsSmaller_IsBlackAround()
    {
        var indices = GifIndices(20 * 10, 11);
        AssertExtracts(Gray(40, 30, (y, x) => y is >= 5 and < 15 && x is >= 7 and < 27 ? (byte)(indices[(y - 5) * 20 + x - 7] * 2) : (byte)0),
            EncodedFiles.Gif(40, 30, GrayPalette, (7, 5, 20, 10, indices)));
    }

    [Test]
    public void Extract_FileWithColourProfile_IgnoresIt([Values(SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png)] SKEncodedImageFormat format)
    {
        var image = TestImage.Scene(61, 43);
        using var displayP3 = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Linear, SKColorSpaceXyz.DisplayP3);
        using SKBitmap plain = image.ToBitmap(), profiled = image.ToBitmap(displayP3);
        using SKData plainFile = plain.Encode(format, 90), profiledFile = profiled.Encode(format, 90);
        Assert.That(profiledFile.Size, Is.GreaterThan(plainFile.Size + 100), "the profile is in the file");
        Assert.That(Extract(profiledFile.ToArray(), ChannelSelection.All, FormatGeometry),
            Is.EqualTo(Extract(plainFile.ToArray(), ChannelSelection.All, FormatGeometry)));
    }

    private static float[] AssertExtracts(TestImage expected, byte[] file)
    {
        var channels = Extract(file, ChannelSelection.All, FormatGeometry);
        Assert.That(Difference.Max(ReferencePipeline.Extract(expected, ChannelSelection.All, FormatGeometry), channels), Is.LessThan(Tolerance));
        return channels;
    }

    private static TestImage Gray(int width, int height, Func<int, int, byte> value) =>
        TestImage.From(width, height, (y, x) => (value(y, x), value(y, x), value(y, x)));

    /// <summary>A colour on black, rounded to a byte.</summary>
    private static byte Premultiply(byte value, byte alpha) => (byte)Math.Round(value * alpha / 255.0);

    private static double LargestChroma(float[] channels) => channels.Skip(channels.Length / 3).Max(Math.Abs);

    private static byte[] GifIndices(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(128))];
    }
}
