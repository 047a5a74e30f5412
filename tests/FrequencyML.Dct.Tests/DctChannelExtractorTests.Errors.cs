using System.Text;
using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Dct.Tests;

public sealed partial class DctChannelExtractorTests
{
    private static readonly DctChannelExtractor Small = new(ChannelSelection.Published(6), new ImageGeometry(16, 16));

    private static IEnumerable<TestCaseData> FileKinds()
    {
        var image = TestImage.Scene(40, 30);
        var noise = TestImage.Noise(24, 20, 12);
        using var bitmap = image.ToBitmap();
        using var webp = bitmap.Encode(SKEncodedImageFormat.Webp, 80);
        yield return new TestCaseData("baseline JPEG", image.EncodeJpeg());
        yield return new TestCaseData("noisy JPEG", noise.EncodeJpeg(95));
        yield return new TestCaseData("progressive JPEG", EncodedFiles.ProgressiveJpeg);
        yield return new TestCaseData("PNG", image.EncodePng());
        yield return new TestCaseData("noisy PNG", noise.EncodePng());
        yield return new TestCaseData("WebP", webp.ToArray());
        yield return new TestCaseData("BMP", EncodedFiles.Bmp(noise));
        yield return new TestCaseData("GIF", EncodedFiles.Gif(40, 30, GrayPalette, (0, 0, 40, 30, GifIndices(40 * 30, 13))));
    }

    [TestCaseSource(nameof(FileKinds))]
    public void Extract_TruncatedAtEveryByte_ThrowsUnlessAllPixelsAreThere(string kind, byte[] file)
    {
        float[] whole = new float[Small.Length], channels = new float[Small.Length];
        Small.Extract(file, whole);
        for (var length = 0; length < file.Length; length++)
            try
            {
                Small.Extract(file.AsSpan(0, length), channels);
                // Formats with a trailer decode without it: a JPEG without its EOI.
                Assert.That(channels, Is.EqualTo(whole), $"{kind}, {length} of {file.Length} bytes, half decoded");
                Assert.That(length, Is.GreaterThanOrEqualTo(file.Length - (kind.Contains("JPEG") ? 2 : 24)), $"{kind}, {length} of {file.Length} bytes");
            }
            catch (InvalidDataException error)
            {
                Assert.That(error.Message, Does.Contain("truncated").Or.Contain("damaged").Or.Contain("empty").Or.Contain("Not an image"), $"{kind}, {length} of {file.Length} bytes");
            }
    }

    [TestCaseSource(nameof(FileKinds))]
    public void Extract_RandomByteChanged_DecodesOrThrowsDocumented(string kind, byte[] file)
    {
        var random = new Random(14);
        // A changed size must stay cheap.
        var extractor = new DctChannelExtractor(ChannelSelection.Published(6), new ImageGeometry(16, 16), new InputLimits { MaxPixels = 100_000 });
        var channels = new float[extractor.Length];
        for (var round = 0; round < 300; round++)
        {
            var changed = file.ToArray();
            changed[random.Next(changed.Length)] ^= (byte)random.Next(1, 256);
            try
            {
                extractor.Extract(changed, channels);
                Assert.That(channels, Has.All.Matches<float>(float.IsFinite), kind);
            }
            catch (Exception error) when (error is InvalidDataException or NotSupportedException)
            {
            }
        }
    }

    [Test]
    public void Extract_NotAnImage_ThrowsNamingTheFirstBytes()
    {
        WithFile("text.jpg", Encoding.ASCII.GetBytes("This is a text.\n"), path =>
            Assert.That(() => Small.Extract(path, new float[Small.Length]),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains("16 bytes").And.Message.Contains("5468697320697320")));
        Assert.That(() => Small.Extract([7], new float[Small.Length]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("07"));
    }

    [Test]
    public void Extract_EmptyFile_ThrowsInvalidData()
    {
        WithFile("empty.png", [], path =>
            Assert.That(() => Small.Extract(path, new float[Small.Length]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("empty")));
        Assert.That(() => Small.Extract([], new float[Small.Length]), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void Extract_NoSuchFile_ThrowsIOExceptionNamingIt()
    {
        var missing = Path.Combine(Path.GetTempPath(), "frequencyml-no-such-folder");
        Assert.That(() => Small.Extract(missing, new float[Small.Length]), Throws.TypeOf<FileNotFoundException>().With.Message.Contains(missing));
        Assert.That(() => Small.Extract(Path.Combine(missing, "image.jpg"), new float[Small.Length]), Throws.InstanceOf<IOException>());
        Assert.That(() => Small.Extract("", new float[Small.Length]), Throws.ArgumentException);
        Assert.That(() => Small.Extract((string)null!, new float[Small.Length]), Throws.ArgumentNullException);
    }

    [Test]
    public void Extract_Folder_ThrowsIOExceptionNamingIt() =>
        WithFile("image.png", [1], path =>
        {
            var folder = Path.GetDirectoryName(path)!;
            Assert.That(() => Small.Extract(folder, new float[Small.Length]),
                Throws.InstanceOf<IOException>().With.Message.Contains(folder).And.Message.Contains("folder"));
        });

    private static IEnumerable<TestCaseData> HugeHeaders()
    {
        yield return new TestCaseData(EncodedFiles.JpegHeader(20000, 20000)).SetArgDisplayNames("JPEG");
        byte[] data = PngFile.Chunk("IDAT", new byte[16]);
        yield return new TestCaseData((byte[])[.. PngFile.Header(20000, 20000, 8, PngFile.TrueColor), .. data]).SetArgDisplayNames("PNG");
    }

    [TestCaseSource(nameof(HugeHeaders))]
    public void Extract_HugeHeader_ThrowsBeforeAllocating(byte[] file)
    {
        var channels = new float[Small.Length];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<NotSupportedException>(() => Small.Extract(file, channels))!;
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20)); // the pixels would be 1.6 GB
        Assert.That(error.Message, Does.Contain("20000x20000").And.Contain("120000000").And.Contain("MaxPixels"));
    }

    [TestCase(31 * 29, false), TestCase(31 * 29 - 1, true)]
    public void Extract_MaxPixels_IsInclusive(int maxPixels, bool throws)
    {
        var file = TestImage.Scene(31, 29).EncodePng();
        var extractor = new DctChannelExtractor(ChannelSelection.Published(6), new ImageGeometry(16, 16), new InputLimits { MaxPixels = maxPixels });
        Assert.That(() => extractor.Extract(file, new float[extractor.Length]), throws ? Throws.TypeOf<NotSupportedException>() : Throws.Nothing);
    }

    [Test]
    public void Extract_MaxFileLength_IsInclusive()
    {
        var file = TestImage.Scene(31, 29).EncodePng();
        WithFile("image.png", file, path =>
        {
            DctChannelExtractor Limited(int length) =>
                new(ChannelSelection.Published(6), new ImageGeometry(16, 16), new InputLimits { MaxFileLength = length });
            Assert.That(() => Limited(file.Length).Extract(path, new float[Small.Length]), Throws.Nothing);
            Assert.That(() => Limited(file.Length - 1).Extract(path, new float[Small.Length]),
                Throws.TypeOf<NotSupportedException>().With.Message.Contains($"{file.Length} bytes").And.Message.Contains("MaxFileLength"));
        });
    }

    [TestCase(-1), TestCase(1)]
    public void Extract_WrongSpanLength_ThrowsNamingBoth(int surplus)
    {
        var file = TestImage.Scene(31, 29).EncodePng();
        var channels = new float[Small.Length + surplus];
        Assert.That(() => Small.Extract(file, channels),
            Throws.ArgumentException.With.Message.Contains($"{Small.Length}").And.Message.Contains($"{channels.Length}"));
        WithFile("image.png", file, path => Assert.That(() => Small.Extract(path, channels), Throws.ArgumentException));
    }
}
