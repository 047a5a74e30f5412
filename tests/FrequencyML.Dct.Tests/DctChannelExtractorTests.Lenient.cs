using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

// Where it is asked for, what can be decoded of a damaged image gives channels and a report.
public sealed partial class DctChannelExtractorTests
{
    [TestCase("gray", 1), TestCase("2x2-sequential-33", 1), TestCase("chroma-2x2", 1), TestCase("1x4-restart-mcu-33", 1)]
    [TestCase("2x2-progressive-33", 3), TestCase("2x2-non-interleaved-33", 1), TestCase("2x2-non-interleaved-33", 2)]
    [TestCase("scans-y-cbcr", 2), TestCase("cmyk", 1), TestCase("rgb", 1)]
    public void Extract_LenientTruncatedWithinScan_GivesChannelsAndTheStrictMessage(string name, int scan)
    {
        var file = GoldenFiles.Read(name);
        int header = ScanHeader(file, scan), data = header + 8 + 2 * file[header + 4], end = data;
        while (file[end] != 0xFF || file[end + 1] is 0 or (>= 0xD0 and <= 0xD7)) end++;
        // Of less than 10 bytes strict reading would say that so many blocks cannot be in them.
        foreach (var length in new[] { data + 10, (data + end) / 2, end - 3 })
        {
            var truncated = file[..length];
            var strict = Assert.Throws<InvalidDataException>(() => ExtractBy(DecodingPath.Auto, truncated))!.Message;
            foreach (var path in new[] { DecodingPath.Auto, DecodingPath.Pixels })
            {
                var (extraction, channels) = ExtractBy(path, truncated, lenient: true);
                Assert.That(extraction.Damage, Is.EqualTo(strict), $"{path}, {length} bytes");
                Assert.That(channels, Has.All.Matches<float>(float.IsFinite));
            }
        }
    }

    [TestCaseSource(nameof(FilesToDamage)), TestCase("comments")]
    public void Extract_LenientDamaged_DecodesOrThrowsDocumented(string name)
    {
        var file = GoldenFiles.Read(name);
        var random = new Random(17);
        for (var round = 0; round < 300; round++)
        {
            var damaged = round % 2 == 0 ? file[..random.Next(file.Length)] : file.ToArray();
            if (round % 2 == 1) damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            foreach (var path in new[] { DecodingPath.Auto, DecodingPath.Pixels })
            {
                try
                {
                    Assert.That(ExtractBy(path, damaged, lenient: true).Channels, Has.All.Matches<float>(float.IsFinite));
                }
                catch (Exception error) when (error is InvalidDataException or NotSupportedException)
                {
                }
            }
        }
    }

    [TestCaseSource(nameof(FilesToDamage))]
    public void Extract_LenientSound_EqualsStrictWithoutDamage(string name)
    {
        var file = GoldenFiles.Read(name);
        foreach (var path in new[] { DecodingPath.Auto, DecodingPath.Pixels })
            Assert.That(ExtractBy(path, file, lenient: true), Is.EqualTo(ExtractBy(path, file)));
        var png = TestImage.Scene(40, 30).EncodePng();
        Assert.That(ExtractBy(DecodingPath.Auto, png, lenient: true), Is.EqualTo(ExtractBy(DecodingPath.Auto, png)));
    }

    [Test]
    public void Extract_LenientDamagedInTheMiddle_KeepsWhatComesBefore()
    {
        // A quarter of the scan is gone: the upper half of the image is what it was, on either path.
        var file = TestImage.Noise(64, 96, 3).EncodeJpeg(90);
        var truncated = file[..(file.Length * 3 / 4)];
        foreach (var path in new[] { DecodingPath.Auto, DecodingPath.Pixels })
        {
            var decoding = new DecodingOptions { Path = path, Lenient = true };
            var extractor = new DctChannelExtractor(ChannelSelection.All, new ImageGeometry(64, 64), decoding: decoding);
            float[] whole = Extract(extractor, file), part = Extract(extractor, truncated);
            for (var i = 0; i < whole.Length; i++)                                    // the crop begins at row 16 of the image
                if (i % 64 < 32) Assert.That(part[i], Is.EqualTo(whole[i]), $"{path}, channel {i / 64}, block row {i % 64 / 8}");
            Assert.That(part, Is.Not.EqualTo(whole));
        }
    }

    [Test]
    public void Extract_LenientTruncatedPng_IsBlackBelow()
    {
        var file = TestImage.From(64, 64, (_, _) => (200, 200, 200)).EncodePng();
        var noise = TestImage.Noise(64, 64, 18).EncodePng();
        var truncated = noise[..(noise.Length / 2)];
        Assert.That(() => ExtractBy(DecodingPath.Auto, truncated), Throws.TypeOf<InvalidDataException>());
        var lenient = new DecodingOptions { Lenient = true };
        var extractor = new DctChannelExtractor(ChannelSelection.Parse("Y0"), new ImageGeometry(64, 64), decoding: lenient);
        Extract(extractor, file);                                                     // leaves its pixels in the buffer that is rented next
        var channels = new float[extractor.Length];
        Assert.That(extractor.Extract(truncated, channels).Damage, Does.Contain("truncated"));
        Assert.That(channels[..16], Has.None.EqualTo(8f * -128));
        Assert.That(channels[^16..], Has.All.EqualTo(8f * -128).Within(1e-3));          // float32 rounding
    }

    // The second or third scan names Huffman tables that no segment defines: nothing but zero may stand for its blocks, least of all what
    // an earlier image left in the buffers.
    [TestCase("2x2-non-interleaved-33", 2), TestCase("2x2-non-interleaved-33", 3), TestCase("scans-y-cbcr", 2)]
    public void Extract_LenientScanWithoutTables_IsZeroWhateverCameBefore(string name, int scan)
    {
        var file = GoldenFiles.Read(name);
        var header = ScanHeader(file, scan);
        var components = file[header + 4];
        file[header + 4 + 2 * components] = 0x33;                                     // the tables of its last component
        foreach (var before in new[] { "quantization-16-bit", "2x2-non-interleaved-33", "gray" })
        {
            ExtractBy(DecodingPath.Auto, GoldenFiles.Read(before));
            var (extraction, channels) = ExtractBy(DecodingPath.Auto, file, lenient: true);
            Assert.That(extraction.Damage, Does.Contain("Huffman table 3"));
            Assert.That(channels[^(4 * 9)..], Has.All.Zero, $"Cr after {before}");
            if (scan == 2) Assert.That(channels[^(8 * 9)..], Has.All.Zero, $"Cb after {before}");
        }
    }

    /// <summary>The place of the SOS marker of a scan, counted from 1.</summary>
    private static int ScanHeader(byte[] file, int scan)
    {
        var header = -1;
        for (var i = 0; i < scan; i++) header += 1 + file.AsSpan(header + 1).IndexOf<byte>([0xFF, 0xDA]);
        return header;
    }
}
