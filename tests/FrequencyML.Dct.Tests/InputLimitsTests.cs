using FrequencyML.Jpeg;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed class InputLimitsTests
{
    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("MaxPixels", value => new InputLimits { MaxPixels = value }, 536_870_897);
        yield return Case("MaxCoefficientBytes", value => new InputLimits { MaxCoefficientBytes = value }, null);
        yield return Case("MaxScans", value => new InputLimits { MaxScans = (int)value }, null);
        yield return Case("MaxFileLength", value => new InputLimits { MaxFileLength = (int)value }, 2_147_483_591);
        yield return Case("MaxArchiveEntries", value => new InputLimits { MaxArchiveEntries = value }, null);
        yield return Case("MaxMetadataLength", value => new InputLimits { MaxMetadataLength = (int)value }, 2_147_483_591);

        static TestCaseData Case(string name, Func<long, InputLimits> create, long? largest) => new TestCaseData(name, create, largest).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Wrong))]
    public void Limit_OutsideItsRange_Throws(string name, Func<long, InputLimits> create, long? largest)
    {
        Assert.That(() => create(1), Throws.Nothing);
        foreach (var value in new[] { 0, -1, largest + 1 ?? -2 })
            Assert.That(() => create(value), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith($"{name} is {value}; expected"));
        if (largest is { } inclusive) Assert.That(() => create(inclusive), Throws.Nothing);
    }

    [Test]
    public void Default_OfImages_IsThatOfTheReader()
    {
        var (limits, reader) = (InputLimits.Default, JpegReadOptions.Default);
        Assert.That((limits.MaxPixels, limits.MaxCoefficientBytes, limits.MaxScans), Is.EqualTo((reader.MaxPixels, reader.MaxCoefficientBytes, reader.MaxScans)));
    }

    [Test]
    public void Extract_LargestLimit_StillRefusesWhatNoArrayHolds()
    {
        // 30000 * 30000 * 4 bytes exceed a 32-bit length: not an overflow but an error about the image.
        var extractor = new DctChannelExtractor(ChannelSelection.Published(6), new ImageGeometry(8, 8), new InputLimits { MaxPixels = 536_870_897 });
        Assert.That(() => extractor.Extract(EncodedFiles.JpegHeader(30000, 30000), new float[extractor.Length]),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("30000x30000").And.Message.Contains("536870897"));
    }

    [TestCase(20, 30, false), TestCase(30, 20, false), TestCase(601, 1, true), TestCase(int.MaxValue, int.MaxValue, true)]
    public void Check_Size_ThrowsAboveMaxPixels(int width, int height, bool throws)
    {
        var limits = new InputLimits { MaxPixels = 600 };
        Assert.That(() => limits.Check(width, height), throws ? Throws.TypeOf<NotSupportedException>().With.Message.Contains("limit is 600") : Throws.Nothing);
        Assert.That(new DctChannelExtractor(ChannelSelection.Published(6), new ImageGeometry(8, 8), limits).Limits, Is.EqualTo(limits));
    }

    [Test]
    public void Equals_Always_ComparesEachLimit()
    {
        InputLimits[] others =
        [
            new() { MaxPixels = 7 }, new() { MaxCoefficientBytes = 7 }, new() { MaxScans = 7 }, new() { MaxFileLength = 7 }, new() { MaxArchiveEntries = 7 }, new() { MaxMetadataLength = 7 },
        ];
        Assert.That(new InputLimits(), Is.EqualTo(InputLimits.Default));
        Assert.That(others, Is.Unique.And.None.EqualTo(InputLimits.Default));
    }

    // SkiaSharp holds the coefficients of such files too: what is read here first stands for it.
    [TestCase("2x2-progressive-33", "MaxScans"), TestCase("2x2-progressive-33", "MaxCoefficientBytes")]
    [TestCase("arithmetic-progressive", "MaxScans"), TestCase("arithmetic-progressive", "MaxCoefficientBytes")]
    public void Extract_LimitOfTheJpeg_IsInclusive(string name, string limit)
    {
        var file = GoldenFiles.Read(name);
        var least = limit == "MaxScans" ? CountScans(file) : LeastCoefficientBytes(file);
        Assert.That(least, Is.GreaterThan(5));
        foreach (var path in new[] { DecodingPath.Auto, DecodingPath.Pixels })
        {
            Extract(file, With(limit, least), path);
            Assert.That(() => Extract(file, With(limit, least - 1), path), Throws.TypeOf<NotSupportedException>().With.Message.Contains($"{least - 1}").And.Message.Contains($"({limit})"));
        }
    }

    [Test]
    public void Extract_ArithmeticJpegOfManyScans_IsRefusedForItsPixelsTimesScans()
    {
        // Its last scan once more, and once more: a dozen bytes each, and every pixel is gone through again.
        var file = GoldenFiles.Read("arithmetic-progressive");
        var (scans, last) = (CountScans(file), file.AsSpan().LastIndexOf<byte>([0xFF, 0xDA]));
        byte[] Repeated(int times) => [.. file[..last], .. Enumerable.Repeat(file[last..^2], times + 1).SelectMany(scan => scan), 0xFF, 0xD9];
        var pixels = new InputLimits { MaxPixels = 33 * 17, MaxScans = 1000 };
        Extract(file, pixels, DecodingPath.Auto);
        Assert.That(() => Extract(Repeated(11 - scans), pixels, DecodingPath.Auto),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("33x17 pixels in 11 scans").And.Message.Contains("10 times 561"));
        Assert.That(() => Extract(Repeated(10_000), InputLimits.Default, DecodingPath.Auto), Throws.TypeOf<NotSupportedException>().With.Message.Contains($"{10_000 + scans} scans"));
    }

    // As arithmetic-coded files of one scan that have to be held as a whole all the same, and of one that has not.
    [TestCase((byte)0xCA, 3, 3 * 63 * 63), TestCase((byte)0xC9, 1, 3 * 63 * 63), TestCase((byte)0xC9, 3, 0)]
    public void Extract_ArithmeticJpegOfOneScan_IsHeldAsAWholeOrNot(byte frame, byte interleaved, int blocks)
    {
        byte[] jpeg =
        [
            0xFF, 0xD8, 0xFF, frame, 0, 17, 8, 1, 0xF8, 1, 0xF8, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0,
            0xFF, 0xDA, 0, (byte)(6 + 2 * interleaved), interleaved, .. Enumerable.Range(1, interleaved).SelectMany(id => new byte[] { (byte)id, 0 }), 0, (byte)(frame == 0xCA ? 0 : 63), 0, 0xFF, 0xD9,
        ];
        var limits = new InputLimits { MaxCoefficientBytes = Math.Max(1, 128 * blocks - 1) };
        var error = Assert.Catch(() => Extract(jpeg, limits, DecodingPath.Auto))!;
        if (blocks > 0) Assert.That(error.Message, Is.EqualTo($"The coefficients take {128 * blocks} bytes; the limit is {128 * blocks - 1} (MaxCoefficientBytes)."));
        else Assert.That(error, Is.TypeOf<InvalidDataException>(), "SkiaSharp's to refuse: it has no tables");
    }

    [Test]
    public void Extract_ScansBehindASegmentThatOtherDecodersPassOver_AreCounted()
    {
        // FF 02 with a length of 65535: two bytes for libjpeg, where it looks for a restart.
        var file = GoldenFiles.Read("arithmetic-progressive");
        var hidden = file.AsSpan().LastIndexOf<byte>([0xFF, 0xDA]);
        byte[] hiding = [.. file[..hidden], 0xFF, 0x02, 0xFF, 0xFF, .. file[hidden..]];
        var limits = new InputLimits { MaxScans = CountScans(file) - 1 };
        Assert.That(() => Extract(hiding, limits, DecodingPath.Auto), Throws.TypeOf<NotSupportedException>().With.Message.Contains($"{CountScans(file)} scans"));
    }

    [TestCase("zTXt", 16, false), TestCase("zTXt", 17, true), TestCase("iTXt", 17, true), TestCase("iTXt", 17, false, false), TestCase("tEXt", 17, false)]
    public void Extract_PngOfManyTexts_IsRefusedBeforeTheyAreInflated(string type, int count, bool throws, bool isCompressed = true)
    {
        var text = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(text, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(new byte[1000]);
        byte[] data = (type, isCompressed) switch
        {
            ("zTXt", _) => [(byte)'k', 0, 0, .. text.ToArray()],
            ("iTXt", true) => [(byte)'k', 0, 1, 0, 0, 0, .. text.ToArray()],
            ("iTXt", false) => "k\0\0\0\0\0text"u8.ToArray(),
            _ => "k\0text"u8.ToArray(),
        };
        var png = PngFile.Encode(8, 8, 8, PngFile.Gray, new byte[64], [.. Enumerable.Repeat((type, data), count)]);
        if (throws) Assert.That(() => Extract(png, InputLimits.Default, DecodingPath.Auto), Throws.TypeOf<NotSupportedException>().With.Message.Contains("more than 16 compressed texts"));
        else Extract(png, InputLimits.Default, DecodingPath.Auto);
    }

    [TestCase(8, PngFile.TrueColorAlpha, false), TestCase(16, PngFile.TrueColorAlpha, true), TestCase(16, PngFile.TrueColor, true), TestCase(16, PngFile.Gray, false)]
    public void Extract_InterlacedPng_CountsWhatIsHeldOfItAsItIsStored(byte depth, byte colorType, bool throws)
    {
        var png = PngFile.Header(40, 30, depth, colorType);
        png[28] = 1;
        var limits = new InputLimits { MaxPixels = 40 * 30 };
        Assert.That(() => Extract(png, limits, DecodingPath.Auto), throws
            ? Throws.TypeOf<NotSupportedException>().With.Message.Contains("interlaced image has 40x30 pixels").And.Message.Contains("(MaxPixels)")
            : Throws.TypeOf<InvalidDataException>());
        Assert.That(() => Extract(png, new() { MaxPixels = 40 * 30 - 1 }, DecodingPath.Auto), Throws.TypeOf<NotSupportedException>().With.Message.Contains("40x30").And.Message.Contains("1199 (MaxPixels)"));
    }

    [Test]
    public void Extract_FormatThatIsNotListed_NeverReachesItsDecoder()
    {
        // A sound icon, of one PNG of 24x16 pixels: SkiaSharp would decode it.
        var png = TestImage.Scene(24, 16).EncodePng();
        byte[] icon = [0, 0, 1, 0, 1, 0, 24, 16, 0, 0, 1, 0, 32, 0, .. BitConverter.GetBytes(png.Length), 22, 0, 0, 0, .. png];
        using (var decoded = SkiaSharp.SKBitmap.Decode(icon)) Assert.That(decoded?.Width, Is.EqualTo(24), "the test's own file");
        Assert.That(() => Extract(icon, InputLimits.Default, DecodingPath.Auto), Throws.TypeOf<InvalidDataException>().With.Message.StartsWith($"Not an image: {icon.Length} bytes beginning with 00000100"));
    }

    private static InputLimits With(string limit, int value) => limit == "MaxScans" ? new() { MaxScans = value } : new() { MaxCoefficientBytes = value };

    private static int CountScans(ReadOnlySpan<byte> file) => file.Count<byte>([0xFF, 0xDA]);

    /// <summary>Of a Huffman-coded file whole MCUs with 8 bytes of history a block; of an arithmetic-coded one the blocks alone.</summary>
    private static int LeastCoefficientBytes(byte[] file)
    {
        var header = JpegHeader.Read(file);
        var components = Enumerable.Range(0, header.ComponentCount).Select(i => header[i]);
        if (header.IsArithmetic) return components.Sum(component => component.WidthInBlocks * component.HeightInBlocks * 128);
        var mcus = Mcus(header.Width, header.MaxHorizontalSampling) * Mcus(header.Height, header.MaxVerticalSampling);
        return components.Sum(component => component.HorizontalSampling * component.VerticalSampling) * mcus * (128 + 8);

        static int Mcus(int pixels, int sampling) => (pixels + 8 * sampling - 1) / (8 * sampling);
    }

    private static void Extract(byte[] file, InputLimits limits, DecodingPath path)
    {
        var extractor = new DctChannelExtractor(ChannelSelection.Published(6), new ImageGeometry(16, 16), limits, new DecodingOptions { Path = path });
        extractor.Extract(file, new float[extractor.Length]);
    }
}
