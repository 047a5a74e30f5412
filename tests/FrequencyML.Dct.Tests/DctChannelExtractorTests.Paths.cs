using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Dct.Tests;

// Which path an image takes, and what becomes of one that cannot take the path that was asked for.
public sealed partial class DctChannelExtractorTests
{
    private static readonly DecodingPath[] EveryPath = Enum.GetValues<DecodingPath>();

    private static IEnumerable<TestCaseData> FormatsWithoutCoefficients()
    {
        var image = TestImage.Scene(40, 30);
        using var bitmap = image.ToBitmap();
        using var webp = bitmap.Encode(SKEncodedImageFormat.Webp, 80);
        yield return new TestCaseData(image.EncodePng()).SetArgDisplayNames("PNG");
        yield return new TestCaseData(webp.ToArray()).SetArgDisplayNames("WebP");
        yield return new TestCaseData(EncodedFiles.Bmp(image)).SetArgDisplayNames("BMP");
        var gif = EncodedFiles.Gif(40, 30, GrayPalette, (0, 0, 40, 30, GifIndices(40 * 30, 13)));
        yield return new TestCaseData(gif).SetArgDisplayNames("GIF");
    }

    [TestCaseSource(nameof(FormatsWithoutCoefficients))]
    public void Extract_OtherFormat_TakesPixelsOrThrows(byte[] file) => AssertTakesPixels(file, "it is not a JPEG file");

    [TestCase("cmyk", "its components are CMYK"), TestCase("ycck", "its components are YCCK"), TestCase("rgb", "its components are RGB")]
    [TestCase("arithmetic", "it is arithmetic-coded"), TestCase("arithmetic-progressive", "it is arithmetic-coded")]
    public void Extract_JpegWithoutUsableCoefficients_TakesPixelsOrThrows(string name, string reason)
    {
        var file = GoldenFiles.Read(name);
        AssertTakesPixels(file, reason);
        AssertExtracts(TestImage.Decode(file), file);
    }

    // SkiaSharp's libjpeg-turbo is built with arithmetic decoding: the same coefficients give the same pixels.
    [TestCase("arithmetic"), TestCase("arithmetic-progressive")]
    public void Extract_ArithmeticJpeg_EqualsThePixelsOfItsHuffmanTwin(string name) =>
        Assert.That(
            Extract(GoldenFiles.Read(name), ChannelSelection.All, FormatGeometry),
            Is.EqualTo(Extract(GoldenFiles.Read("optimized"), ChannelSelection.All, FormatGeometry)));

    [TestCase("gray"), TestCase("2x2-sequential-33"), TestCase("4x2-progressive-17"), TestCase("chroma-2x2")]
    public void Extract_GrayOrYCbCrJpeg_TakesThePathAskedFor(string name)
    {
        var file = GoldenFiles.Read(name);
        var (auto, channels) = ExtractBy(DecodingPath.Auto, file);
        var (coefficients, fromCoefficients) = ExtractBy(DecodingPath.Coefficients, file);
        var (pixels, fromPixels) = ExtractBy(DecodingPath.Pixels, file);
        Assert.That(auto, Is.EqualTo(new Extraction(DecodingPath.Coefficients, PixelReason: null, Damage: null, auto.Width, auto.Height)));
        Assert.That(coefficients, Is.EqualTo(auto));
        Assert.That(pixels, Is.EqualTo(new Extraction(DecodingPath.Pixels, "that was asked for", Damage: null, auto.Width, auto.Height)));
        Assert.That(channels, Is.EqualTo(fromCoefficients));
        Assert.That(channels, Is.Not.EqualTo(fromPixels), "the pixels are rounded");
    }

    [Test]
    public void Extract_GrayCoefficients_HaveNoChromaAtAll(
        [Values("gray", "gray-2x2")] string name, [Values("192", "24", "Cb63", "Cr5,Cb0", "Cb0,Y3")] string selection)
    {
        var channels = ChannelSelection.Parse(selection);
        var values = ExtractCoefficients(GoldenFiles.Read(name), channels, FormatGeometry);
        for (var i = 0; i < values.Length; i++)
            if (channels[i / 9].Component != ColorComponent.Y) Assert.That(values[i], Is.Zero);
        if (channels.Any(channel => channel.Component == ColorComponent.Y)) Assert.That(values, Has.Some.Not.Zero);
    }

    private static IEnumerable<TestCaseData> UnsupportedFrames()
    {
        foreach (byte marker in new byte[] { 0xC3, 0xC5, 0xC6, 0xC7, 0xCB, 0xCD, 0xCE, 0xCF, 0xDE })   // SOF3, 5-7, 11, 13-15, DHP
            foreach (byte precision in new byte[] { 8, 12 })
                yield return new TestCaseData(marker, precision, marker is 0xC3 or 0xCB ? "lossless" : "hierarchical");
        foreach (byte marker in new byte[] { 0xC1, 0xC2, 0xC9, 0xCA }) yield return new TestCaseData(marker, (byte)12, "12 bits");
    }

    [TestCaseSource(nameof(UnsupportedFrames))]
    public void Extract_UnsupportedFrame_ThrowsOnEveryPath(byte marker, byte precision, string what)
    {
        var file = EncodedFiles.JpegHeader(33, 17, marker, precision);
        foreach (var path in EveryPath)
            foreach (var lenient in new[] { false, true })
                AssertNotSupported(path, file, what, lenient);
    }

    [Test]
    public void Extract_TwoComponents_NamesThemWhateverThePath()
    {
        var file = new JpegFile(33, 17, seed: 1, (1, 1), (1, 1)).Encode();
        foreach (var path in EveryPath)
            AssertNotSupported(path, file, "its 2 components have no known meaning");
    }

    [TestCase("dnl"), TestCase("dnl-non-interleaved")]
    public void Extract_SoundJpegThatSkiaCannotDecode_IsNotSupportedAsPixels(string name)
    {
        var file = GoldenFiles.Read(name);
        Assert.That(ExtractBy(DecodingPath.Auto, file).Extraction.Path, Is.EqualTo(DecodingPath.Coefficients));
        AssertNotSupported(DecodingPath.Pixels, file, "sound");
    }

    [TestCase("2x2-sequential-33"), TestCase("2x2-progressive-33"), TestCase("cmyk"), TestCase("arithmetic"), TestCase("gray")]
    public void Extract_TooManyPixels_SaysTheSameOnEveryPath(string name)
    {
        var file = GoldenFiles.Read(name);
        var messages = EveryPath.Select(path =>
            Assert.Throws<NotSupportedException>(() => Extract(ExtractorBy(path, maxPixels: 500), file))!.Message);
        Assert.That(messages.Distinct().Single(), Does.Contain("33x").And.Contain("500").And.Contain("(MaxPixels)"));
    }

    [Test]
    public void With_OtherChannels_KeepsPathLeniencyAndLimits()
    {
        var extractor = ExtractorBy(DecodingPath.Pixels, lenient: true, maxPixels: 40 * 30).With(ChannelSelection.Published(6));
        var jpeg = TestImage.Scene(40, 30).EncodeJpeg();
        var extraction = extractor.Extract(jpeg.AsSpan(0, jpeg.Length * 3 / 4), new float[extractor.Length]);
        Assert.That(extraction.Path, Is.EqualTo(DecodingPath.Pixels));
        Assert.That(extraction.Damage, Is.Not.Null);
        Assert.That(() => Extract(extractor, TestImage.Scene(41, 30).EncodeJpeg()), Throws.TypeOf<NotSupportedException>());
    }

    private static void AssertTakesPixels(byte[] file, string reason)
    {
        var (auto, channels) = ExtractBy(DecodingPath.Auto, file);
        var (pixels, fromPixels) = ExtractBy(DecodingPath.Pixels, file);
        Assert.That(auto, Is.EqualTo(new Extraction(DecodingPath.Pixels, reason, Damage: null, auto.Width, auto.Height)));
        Assert.That(pixels, Is.EqualTo(auto));
        Assert.That(channels, Is.EqualTo(fromPixels));
        AssertNotSupported(DecodingPath.Coefficients, file, reason);
    }

    private static void AssertNotSupported(DecodingPath path, byte[] file, string message, bool lenient = false) =>
        Assert.That(() => ExtractBy(path, file, lenient), Throws.TypeOf<NotSupportedException>().With.Message.Contains(message), $"{path}");

    private static (Extraction Extraction, float[] Channels) ExtractBy(DecodingPath path, ReadOnlySpan<byte> file, bool lenient = false)
    {
        var extractor = ExtractorBy(path, lenient);
        var channels = new float[extractor.Length];
        Array.Fill(channels, float.NaN);
        return (extractor.Extract(file, channels), channels);
    }

    /// <summary>The extractor of these tests; its limit keeps sizes cheap that a test has changed by chance.</summary>
    private static DctChannelExtractor ExtractorBy(DecodingPath path, bool lenient = false, long maxPixels = 100_000)
    {
        var decoding = new DecodingOptions { Path = path, Lenient = lenient };
        return new(ChannelSelection.Published(24), FormatGeometry, new InputLimits { MaxPixels = maxPixels }, decoding);
    }
}
