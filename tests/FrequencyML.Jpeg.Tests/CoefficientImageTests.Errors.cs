using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FrequencyML.Jpeg.Internal;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

public sealed partial class CoefficientImageTests
{
    private static IEnumerable<TestCaseData> MalformedHeaders()
    {
        // What is no JPEG file at all, or ends too soon.
        yield return Malformed("nothing", [], "0 bytes");
        yield return Malformed("one byte", [0xFF], "1 bytes beginning with FF");
        yield return Malformed("a PNG file", [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0], "9 bytes beginning with 89504E470D0A1A0A");
        yield return Malformed("text", Encoding.ASCII.GetBytes("FFD8"), "4 bytes beginning with 46464438");
        yield return Malformed("SOI alone", [0xFF, Marker.Soi], "truncated", "byte 2");
        yield return Malformed("SOI and EOI", new JpegBuilder().End(), "EOI at byte 2", "no scan");
        yield return Malformed("no SOS", new JpegBuilder().Quantization().Frame(Marker.Sof0, 8, 8, 8, (1, 1, 1)).ZeroTables().End(),
            "EOI at byte", "no scan");
        yield return Malformed("no SOS and no EOI", new JpegBuilder().Frame(Marker.Sof0, 8, 8, 8, (1, 1, 1)).ToArray(), "truncated");
        yield return Malformed("no scan data", JpegBuilder.Gray().End(), "before its last block");
        yield return Malformed("two SOI", new JpegBuilder().Raw(0xFF, Marker.Soi).End(), "SOI at byte 2");

        // Segments as such.
        yield return Malformed("length 0", new JpegBuilder().Raw(0xFF, Marker.Com, 0, 0).End(), "COM at byte 2", "length 0");
        yield return Malformed("length 1", new JpegBuilder().Raw(0xFF, Marker.Com, 0, 1).End(), "COM at byte 2", "length 1");
        yield return Malformed("a length beyond the file", new JpegBuilder().Raw(0xFF, Marker.Com, 0, 5).End(), "truncated",
            "COM at byte 2");
        yield return Malformed("half a length", new JpegBuilder().Raw(0xFF, Marker.Com, 0).ToArray(), "truncated", "COM at byte 2");
        foreach (var code in new byte[] { 0x02, 0xBF, Marker.Jpg, 0xF0, 0xFD })
            yield return Malformed($"reserved marker {code:X2}", new JpegBuilder().Segment(code, 0).End(), $"{Marker.Name(code)} at byte 2",
                "reserved");

        // DQT
        yield return Malformed("DQT of table 4", new JpegBuilder().Quantization(4).End(), "DQT at byte 2", "table 4");
        yield return Malformed("DQT of 32-bit steps", new JpegBuilder().Quantization(0x20).End(), "DQT at byte 2", "precision 2");
        yield return Malformed("DQT that ends early", new JpegBuilder().Segment(Marker.Dqt, [1, .. new byte[63]]).End(), "DQT at byte 2",
            "table 1");
        yield return Malformed("16-bit DQT that ends early", new JpegBuilder().Segment(Marker.Dqt, [0x13, .. new byte[127]]).End(),
            "DQT at byte 2", "table 3");

        // DHT
        yield return Malformed("DHT of class 2", new JpegBuilder().Huffman(0x20, [1], 0).End(), "DHT at byte 2", "0x20");
        yield return Malformed("DHT of table 4", new JpegBuilder().Huffman(0x14, [1], 0).End(), "DHT at byte 2", "0x14");
        yield return Malformed("DHT that ends within counts", new JpegBuilder().Segment(Marker.Dht, [0, 1, 0]).End(), "DHT at byte 2",
            "counts");
        yield return Malformed("DHT that ends within symbols", new JpegBuilder().Huffman(0, [1, 1], 0).End(), "DHT at byte 2", "symbols");
        yield return Malformed("DHT of 257 codes", new JpegBuilder().Huffman(0x10, [0, 0, 0, 0, 0, 0, 0, 0, 2, 255], new byte[257]).End(),
            "DHT at byte 2", "257 codes");

        // DRI, DAC
        yield return Malformed("DRI of one byte", new JpegBuilder().Segment(Marker.Dri, 1).End(), "DRI at byte 2", "1 bytes");
        yield return Malformed("DRI of three bytes", new JpegBuilder().Segment(Marker.Dri, 0, 1, 0).End(), "DRI at byte 2", "3 bytes");
        yield return Malformed("DAC of one byte", new JpegBuilder().Segment(Marker.Dac, 0).End(), "DAC at byte 2");
        yield return Malformed("DAC of class 2", new JpegBuilder().Segment(Marker.Dac, 0x20, 0).End(), "DAC at byte 2", "0x20");
        yield return Malformed("DAC with L > U", new JpegBuilder().Segment(Marker.Dac, 0, 0x01).End(), "DAC at byte 2", "0x01");
        yield return Malformed("DAC with Kx 0", new JpegBuilder().Segment(Marker.Dac, 0x10, 0).End(), "DAC at byte 2", "0x00");

        // Frame header
        yield return MalformedFrame("too short", [8, 0, 8, 0, 8], "too short");
        yield return MalformedFrame("width 0", [8, 0, 8, 0, 0, 1, 1, 0x11, 0], "width of 0");
        yield return MalformedFrame("no components", [8, 0, 8, 0, 8, 0], "no components");
        yield return MalformedFrame("one component too few", [8, 0, 8, 0, 8, 2, 1, 0x11, 0], "9 bytes");
        yield return MalformedFrame("a byte too many", [8, 0, 8, 0, 8, 1, 1, 0x11, 0, 0], "10 bytes");
        foreach (var factors in new byte[] { 0x01, 0x10, 0x51, 0x15, 0x00, 0xFF })
            yield return MalformedFrame($"sampling {factors:X2}", [8, 0, 8, 0, 8, 1, 7, factors, 0], "component 7",
                $"{factors >> 4}x{factors & 15}");
        yield return MalformedFrame("quantization table 4", [8, 0, 8, 0, 8, 1, 7, 0x11, 4], "component 7", "table 4");
        yield return MalformedFrame("a component twice", [8, 0, 8, 0, 8, 2, 7, 0x11, 0, 7, 0x11, 0], "component 7 twice");
        yield return MalformedFrame("precision 9", [9, 0, 8, 0, 8, 1, 1, 0x11, 0], "9 bits");
        yield return Malformed("two SOF",
            new JpegBuilder().Frame(Marker.Sof0, 8, 8, 8, (1, 1, 1)).Frame(Marker.Sof2, 8, 8, 8, (1, 1, 1)).End(),
            "SOF2 at byte 15", "before");
        yield return Malformed("SOS before SOF", new JpegBuilder().Scan([0, 63, 0], 1).End(), "SOS at byte 2", "no frame");

        // DNL
        yield return Malformed("height 0 and no DNL", JpegBuilder.Gray(8, 0).ZeroBlocks(1).End(), "DNL");
        yield return Malformed("DNL of height 0", JpegBuilder.Gray(8, 0).ZeroBlocks(1).Segment(Marker.Dnl, 0, 0).End(), "DNL at byte");
        yield return Malformed("DNL of one byte", JpegBuilder.Gray(8, 0).ZeroBlocks(1).Segment(Marker.Dnl, 8).End(), "DNL at byte");
        yield return Malformed("DNL after another segment",
            JpegBuilder.Gray(8, 0).ZeroBlocks(1).Segment(Marker.Com).Segment(Marker.Dnl, 0, 8).End(), "DNL");
    }

    private static IEnumerable<TestCaseData> MalformedFirstScans()
    {
        yield return Malformed("SOS without parameters", Scan(Sequential()), "SOS at byte", "empty");
        yield return Malformed("SOS of no components", Scan(Sequential(), 0, 0, 63, 0), "SOS at byte", "0 components");
        yield return Malformed("SOS of five components", Scan(Sequential(), 5, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 0, 63, 0), "SOS at byte",
            "5 components");
        yield return Malformed("SOS that is too short", Scan(Sequential(), 1, 1, 0, 0, 63), "SOS at byte", "5 bytes");
        yield return Malformed("SOS that is too long", Scan(Sequential(), 1, 1, 0, 0, 63, 0, 0), "SOS at byte", "7 bytes");
        yield return Malformed("SOS of a component that is not there", Scan(Sequential(), 1, 9, 0, 0, 63, 0), "SOS at byte", "component 9");
        yield return Malformed("SOS of a component twice", Scan(Sequential(), 2, 1, 0, 1, 0, 0, 63, 0), "SOS at byte", "component 1 twice");
        yield return Malformed("SOS with DC table 4", Scan(Sequential(), 1, 1, 0x40, 0, 63, 0), "SOS at byte", "0x40");
        yield return Malformed("SOS with AC table 4", Scan(Sequential(), 1, 1, 0x04, 0, 63, 0), "SOS at byte", "0x04");
        yield return Malformed("an MCU of 11 blocks",
            Scan(
                new JpegBuilder().Quantization().Frame(Marker.Sof0, 64, 64, 8, (1, 4, 2), (2, 2, 1), (3, 1, 1)).ZeroTables(),
                3, 1, 0, 2, 0, 3, 0, 0, 63, 0),
            "SOS at byte", "11 blocks");

        // Tables
        yield return Malformed("no DC table 1", Scan(Sequential(), 1, 1, 0x10, 0, 63, 0), "Scan at byte", "DC Huffman table 1", "no DHT");
        yield return Malformed("no AC table 3", Scan(Sequential(), 1, 1, 0x03, 0, 63, 0), "Scan at byte", "AC Huffman table 3", "no DHT");
        yield return Malformed("no quantization table",
            Scan(new JpegBuilder().Frame(Marker.Sof0, 8, 8, 8, (7, 1, 1)).ZeroTables(), 1, 7, 0, 0, 63, 0),
            "Scan at byte", "component 7", "quantization table 0", "no DQT");
        yield return Malformed("over-subscribed lengths", Scan(Sequential().Huffman(0x10, [0, 5], 0, 1, 2, 3, 4), 1, 1, 0, 0, 63, 0),
            "AC Huffman table 0", "more codes");
        yield return Malformed("over-subscribed by longer codes",
            Scan(Sequential().Huffman(0x10, [1, 1, 1, 2], 0, 1, 2, 3, 4), 1, 1, 0, 0, 63, 0), "AC Huffman table 0", "more codes");
        yield return Malformed("a code of one bit 1", Scan(Sequential().Huffman(0x00, [2], 0, 1), 1, 1, 0, 0, 63, 0), "DC Huffman table 0",
            "more codes");
        yield return Malformed("a code of 16 ones",
            Scan(Sequential().Huffman(0x10, [.. Enumerable.Repeat((byte)1, 15), 2], new byte[17]), 1, 1, 0, 0, 63, 0),
            "AC Huffman table 0", "more codes");
        yield return Malformed("a DC symbol of 16 bits", Scan(Sequential().Huffman(0x00, [1], 16), 1, 1, 0, 0, 63, 0), "DC Huffman table 0",
            "above 15");

        // Progression
        foreach (var (name, selection) in new (string, byte[])[]
                 {
                     ("DC with AC", [0, 5, 0]), ("an end past 63", [1, 64, 0]), ("a start past 63", [64, 64, 0]),
                     ("an end before the start", [5, 4, 0]), ("bit 14", [0, 0, 14]), ("two bits at once", [0, 0, 0x31]),
                     ("no bit", [0, 0, 0x11]), ("bits in reverse", [0, 0, 0x12]),
                 })
            yield return Malformed(name, Scan(Progressive(), [1, 1, 0, .. selection]), "SOS at byte", "no progression");
        yield return Malformed("AC of two components", Scan(Progressive(), 2, 1, 0, 2, 0, 1, 5, 0), "SOS at byte", "no progression");

        static JpegBuilder Sequential() => new JpegBuilder().Quantization().Frame(Marker.Sof0, 8, 8, 8, (1, 1, 1)).ZeroTables();
        static JpegBuilder Progressive() => new JpegBuilder().Quantization().Frame(Marker.Sof2, 8, 8, 8, (1, 1, 1), (2, 1, 1)).ZeroTables();
        static byte[] Scan(JpegBuilder builder, params byte[] parameters) => builder.Segment(Marker.Sos, parameters).ZeroBlocks(1).End();
    }

    private static IEnumerable<TestCaseData> UnsupportedFiles()
    {
        foreach (var (code, what) in new (byte, string)[]
                 {
                     (0xC3, "lossless"), (0xC5, "hierarchical"), (0xC6, "hierarchical"), (0xC7, "hierarchical"), (0xC9, "arithmetic"),
                     (0xCA, "arithmetic"), (0xCB, "lossless"), (0xCD, "hierarchical"), (0xCE, "hierarchical"), (0xCF, "hierarchical"),
                     (Marker.Dhp, "hierarchical"),
                 })
            yield return Malformed(Marker.Name(code),
                JpegBuilder.Gray(8, 8, code).ZeroBlocks(1).End(), $"{Marker.Name(code)} at byte 71", what);
        foreach (var code in new[] { Marker.Sof0, Marker.Sof1, Marker.Sof2 })
            yield return Malformed($"{Marker.Name(code)} of 12 bits",
                JpegBuilder.Gray(8, 8, code, precision: 12).ZeroBlocks(1).End(), $"{Marker.Name(code)} at byte 71", "12 bits");
    }

    private static IEnumerable<TestCaseData> BrokenProgressions()
    {
        yield return Broken("AC before DC", [1, 5, 0], [0, 0, 0]).Returns("before the DC");
        yield return Broken("a refinement of DC first", [0, 0, 0x10]).Returns("bit 0 of coefficient 0 out of turn");
        yield return Broken("a refinement of AC first", [0, 0, 0], [3, 5, 0x21]).Returns("bit 1 of coefficient 3 out of turn");
        yield return Broken("DC twice", [0, 0, 0], [0, 0, 0]).Returns("bit 0 of coefficient 0 out of turn");
        yield return Broken("DC refined below its last bit", [0, 0, 1], [0, 0, 0x10], [0, 0, 0x10])
            .Returns("bit 0 of coefficient 0 out of turn");
        yield return Broken("a bit left out", [0, 0, 0], [1, 5, 3], [1, 5, 0x21]).Returns("bit 1 of coefficient 1 out of turn");
        yield return Broken("AC twice", [0, 0, 0], [1, 5, 0], [5, 6, 0]).Returns("bit 0 of coefficient 5 out of turn");
        yield return Broken("a band that is only partly as far", [0, 0, 0], [1, 5, 1], [1, 6, 0x10])
            .Returns("bit 0 of coefficient 6 out of turn");

        static TestCaseData Broken(string name, params byte[][] selections)
        {
            var builder = new JpegBuilder().Quantization().Frame(Marker.Sof2, 8, 8, 8, (1, 1, 1)).ZeroTables();
            foreach (var selection in selections) builder.Scan(selection, 1).ZeroBits(1);
            return new TestCaseData(builder.End()).SetArgDisplayNames(name);
        }
    }

    [TestCaseSource(nameof(BrokenProgressions))]
    public string Read_BrokenProgression_IsDamage(byte[] jpeg)
    {
        var image = new CoefficientImage(Lenient);
        image.Read(jpeg);
        Assert.That(image.Damage?.Count, Is.EqualTo(1));
        Assert.That(image.Damage?.LostBlocks, Is.Zero);
        var message = AssertThrows<InvalidDataException>(() => new CoefficientImage().Read(jpeg), "Scan at byte");
        Assert.That(image.Damage?.Message, Is.EqualTo(message));
        var wrong = message[(message.IndexOf("codes ", StringComparison.Ordinal) + 6)..^1];
        return wrong.Replace("AC coefficients before the DC coefficients of their component", "before the DC");
    }

    [TestCaseSource(nameof(MalformedHeaders)), TestCaseSource(nameof(MalformedFirstScans))]
    public void Read_MalformedFile_ThrowsSayingWhatAndWhere(byte[] jpeg, string[] fragments)
    {
        foreach (var options in new[] { JpegReadOptions.Default, Lenient })
        {
            var message = AssertThrows<InvalidDataException>(() => new CoefficientImage(options).Read(jpeg), fragments);
            // "SOF0 at byte 2": that marker is there; "Scan at byte 90" is the place of SOS.
            if (MarkerAt().Match(message) is { Success: true } place)
            {
                var offset = int.Parse(place.Groups[2].Value, CultureInfo.InvariantCulture);
                Assert.That(jpeg[offset], Is.EqualTo(0xFF), message);
                Assert.That(Marker.Name(jpeg[offset + 1]), Is.EqualTo(place.Groups[1].Value.Replace("Scan", "SOS")), message);
            }
            if (message.Contains("before its last block", StringComparison.Ordinal)) break;
        }
    }

    [TestCaseSource(nameof(MalformedHeaders))]
    public void ReadHeader_MalformedHeader_ThrowsAsTheReaderDoes(byte[] jpeg, string[] fragments)
    {
        if (fragments.Contains("before its last block")) Assert.That(() => JpegHeader.Read(jpeg), Throws.Nothing);
        else AssertThrows<InvalidDataException>(() => JpegHeader.Read(jpeg), fragments);
    }

    [TestCaseSource(nameof(UnsupportedFiles))]
    public void Read_UnsupportedProcess_ThrowsNamingTheMarker(byte[] jpeg, string[] fragments)
    {
        foreach (var options in new[] { JpegReadOptions.Default, Lenient })
            AssertThrows<NotSupportedException>(() => new CoefficientImage(options).Read(jpeg), fragments);
        var header = JpegHeader.Read(jpeg);
        Assert.That(header.Unsupported, Does.Contain(fragments[0]));
        Assert.That((header.Width, header.Height, header.ComponentCount), Is.EqualTo((8, 8, 1)));
    }

    [Test]
    public void Read_FiveComponents_ThrowsNamingTheMarker()
    {
        var jpeg = new JpegBuilder().Frame(Marker.Sof1, 8, 8, 8, (1, 1, 1), (2, 1, 1), (3, 1, 1), (4, 1, 1), (5, 1, 1)).End();
        AssertThrows<NotSupportedException>(() => new CoefficientImage().Read(jpeg), "SOF1 at byte 2", "5 components");
        AssertThrows<NotSupportedException>(() => JpegHeader.Read(jpeg), "SOF1 at byte 2", "5 components");
    }

    [Test]
    public void Read_ExpBeforeOrAfterTheFrame_ThrowsNamingTheMarker()
    {
        byte[] before = new JpegBuilder().Segment(Marker.Exp, 0x11).End(), scan = JpegBuilder.Gray().ZeroBlocks(1).ToArray();
        AssertThrows<NotSupportedException>(() => new CoefficientImage().Read(before), "EXP at byte 2");
        byte[] after = [.. scan, .. before[2..]];
        AssertThrows<InvalidDataException>(() => new CoefficientImage().Read(after), $"EXP at byte {scan.Length}");
    }

    [Test]
    public void Read_ElevenBlocksInScansOfTheirOwn_Reads()
    {
        // The limit of T.81, B.2.3 is on interleaved scans.
        var builder = new JpegBuilder().Quantization().Frame(Marker.Sof0, 64, 64, 8, (1, 4, 4)).ZeroTables().Scan([0, 63, 0], 1)
            .ZeroBlocks(64);
        Assert.That(Coefficients.Of(builder.End()), Has.Length.EqualTo(64 * 64).And.All.Zero);
    }

    [Test]
    public void Read_SequentialSpectralSelection_IsNotLookedAt()
    {
        // libjpeg warns and goes on.
        var builder = new JpegBuilder().Quantization().Frame(Marker.Sof0, 8, 8, 8, (1, 1, 1)).ZeroTables().Scan([7, 99, 0xFF], 1)
            .ZeroBlocks(1);
        Assert.That(Coefficients.Of(builder.End()), Has.All.Zero);
    }

    [GeneratedRegex(@"\b([A-Z]{3}\d*|JPG\d*|0x[0-9A-F]{2}|Scan) at byte (\d+)")]
    private static partial Regex MarkerAt();

    private static TestCaseData Malformed(string name, byte[] jpeg, params string[] fragments) =>
        new TestCaseData(jpeg, fragments).SetArgDisplayNames(name);

    private static TestCaseData MalformedFrame(string name, byte[] parameters, params string[] fragments) =>
        Malformed($"frame header: {name}", new JpegBuilder().Segment(Marker.Sof0, parameters).End(), ["SOF0 at byte 2", .. fragments]);

    private static string AssertThrows<TException>(Action read, params string[] fragments)
        where TException : Exception
    {
        var error = Assert.Throws<TException>(() => read())!;
        Attempt.AssertSaysWhere(error);
        foreach (var fragment in fragments) Assert.That(error.Message, Does.Contain(fragment));
        return error.Message;
    }
}
