using FrequencyML.Jpeg.Internal;
using FrequencyML.Jpeg.Tests.Encoder;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

public sealed partial class CoefficientImageTests
{
    [Test]
    public void Read_SegmentsBeforeTheScanInAnyOrder_GivesTheSame(
        [Values("2x2-sequential-33.jpg", "4x2-restart-mcu-17.jpg", "rgb.jpg")] string name, [Range(1, 5)] int seed)
    {
        var jpeg = CoefficientRow.GoldenFile(name).Bytes;
        var file = new SplitFile(jpeg);
        var header = file.Segments.TakeWhile(segment => segment.Code != Marker.Sos).ToArray();
        new Random(seed).Shuffle(header);
        byte[] shuffled = [0xFF, Marker.Soi, .. header.Concat(file.Segments.Skip(header.Length)).SelectMany(segment => segment.Bytes)];
        Assert.That(shuffled, Has.Length.EqualTo(jpeg.Length));
        Assert.That(Coefficients.Of(shuffled), Is.EqualTo(Coefficients.Of(jpeg)));
    }

    [TestCaseSource(typeof(CoefficientRow), nameof(CoefficientRow.Spacious))]
    public void Read_BytesAndMarkersBetweenSegments_ArePassedOver(CoefficientRow row)
    {
        // Stray bytes, a stuffed 0xFF, TEM and RST (which stand alone), fill bytes, and segments of no meaning.
        byte[][] stray =
        [
            [0], [1, 2, 3], [0xFF, 0, 7], [0xFF, Marker.Tem], [0xFF, Marker.Rst0 + 5], [0xFF, 0xFF, 0xFF],
            [0xFF, Marker.Com, 0, 4, 0xFF, Marker.Eoi], [0xFF, 0xEF, 0, 2], [0xFF, Marker.Dqt, 0, 2], [0xFF, Marker.Dht, 0, 2],
        ];
        var random = new Random(row.Bytes.Length);
        var changed = new List<byte> { 0xFF, Marker.Soi };
        var inScan = false;                                                           // after a scan's data RST would be its data's
        foreach (var segment in new SplitFile(row.Bytes).Segments)
        {
            byte[] bytes;
            do bytes = stray[random.Next(stray.Length)];
            while (inScan && (bytes[0] != 0xFF || bytes[1] is 0 or Marker.Rst0 + 5));
            changed.AddRange(bytes);
            changed.AddRange(segment.Bytes);
            inScan = segment.Code == Marker.Sos;
        }
        byte[] behind = [0xFF, Marker.Soi, 1, 2, 3];                                  // what follows EOI is not looked at
        Assert.That(Coefficients.Hash(Coefficients.Of([.. changed, .. behind])), Is.EqualTo(row.Hash));
    }

    [Test]
    public void Read_AllTablesInOneSegmentOfAKind_GivesTheSame()
    {
        var jpeg = CoefficientRow.GoldenFile("2x2-sequential-33.jpg").Bytes;
        var segments = new SplitFile(jpeg).Segments;
        var builder = new JpegBuilder();
        foreach (var code in new[] { Marker.Dht, Marker.Dqt })
            builder.Segment(code, [.. segments.Where(segment => segment.Code == code).SelectMany(segment => segment.Bytes[4..])]);
        foreach (var segment in segments)
            if (segment.Code is not (Marker.Dht or Marker.Dqt)) builder.Raw(segment.Bytes);
        Assert.That(Coefficients.Of(builder.ToArray()), Is.EqualTo(Coefficients.Of(jpeg)));
    }

    [Test]
    public void Read_TablesRedefinedBetweenScans_UsesTheLatest()
    {
        // Three scans with three codes in the same places: 0, 10 and 110 stand for the one symbol that all blocks have.
        var builder = new JpegBuilder().Quantization().Frame(Marker.Sof0, 8, 8, 8, (1, 1, 1), (2, 1, 1), (3, 1, 1));
        builder.Huffman(0, [1], 1).Huffman(0x10, [1], 0).Scan([0, 63, 0], 1).Raw(0b0100_1111);
        builder.Huffman(0, [1, 1], 9, 1).Scan([0, 63, 0], 2).Raw(0b1010_0111);
        builder.Huffman(0, [1, 1, 1], 8, 9, 1).Huffman(0x10, [1, 1], 7, 0).Scan([0, 63, 0], 3).Raw(0b1101_1011);
        var expected = new short[3 * 64];
        expected[0] = expected[64] = expected[128] = 1;
        Assert.That(Coefficients.Of(builder.End()), Is.EqualTo(expected));
    }

    [Test]
    public void Read_RestartIntervalChangedBetweenScans_UsesTheLatest()
    {
        var random = new Random(1);
        var image = new CodedImage(40, 40, (1, 1), (1, 1), (1, 1), (1, 1));
        foreach (var component in image.Components)
            foreach (var block in component.Blocks) CodedImage.Fill(block, random, 10);
        int[] intervals = [0, 3, 1, 0];
        var scans = intervals.Select((interval, i) => new CodedScan(i) { RestartInterval = interval });
        AssertRoundTrip(image, JpegEncoder.Encode(image, random, false, scans), "changed");
    }

    [Test]
    public void Read_DnlWhereTheFrameHasAHeight_IsNotLookedAt([Values(0, 8, 500)] int lines)
    {
        var jpeg = JpegBuilder.Gray(8, 16).ZeroBlocks(2).Segment(Marker.Dnl, (byte)(lines >> 8), (byte)lines).End();
        var image = new CoefficientImage();
        image.Read(jpeg);
        Assert.That(image.Header.Height, Is.EqualTo(16));
    }

    [Test]
    public void Read_DnlWhereTheFrameHasNoHeight_GivesTheHeight([Values(1, 8, 9, 300)] int lines)
    {
        var jpeg = JpegBuilder.Gray(8, 0).ZeroBlocks((lines + 7) / 8).Segment(Marker.Dnl, (byte)(lines >> 8), (byte)lines).End();
        var image = new CoefficientImage();
        image.Read(jpeg);
        Assert.That((image.Header.Height, image.Header[0].HeightInBlocks), Is.EqualTo((lines, (lines + 7) / 8)));
        Assert.That(JpegHeader.Read(jpeg).Height, Is.EqualTo(lines));
    }

    [Test]
    public void Read_SegmentWithinScanData_EndsTheScan()
    {
        var jpeg = JpegBuilder.Gray(64, 64).ZeroBlocks(20).Segment(Marker.Com).ZeroBlocks(44).End();
        AssertThrows<InvalidDataException>(() => new CoefficientImage().Read(jpeg), "before its last block");
        var image = new CoefficientImage(Lenient);
        image.Read(jpeg);
        Assert.That((image.Damage?.Count, image.Damage?.LostBlocks, image.Damage?.Blocks), Is.EqualTo((1, 44, 64)));
    }

    [TestCase(1), TestCase(2), TestCase(1000)]
    public void Read_DataLeftOverInAScan_IsDamage(int surplus)
    {
        var jpeg = JpegBuilder.Gray(64, 8).ZeroBlocks(8).Raw([.. Enumerable.Repeat((byte)0x5A, surplus)]).End();
        AssertThrows<InvalidDataException>(() => new CoefficientImage().Read(jpeg), "goes on", $"byte {jpeg.Length - 2 - surplus}");
        var image = new CoefficientImage(Lenient);
        image.Read(jpeg);
        Assert.That((image.Damage?.Count, image.Damage?.LostBlocks, image.Damage?.ByteOffset),
            Is.EqualTo((1, 0, jpeg.Length - 2 - surplus)));
    }

    // Padding of zeros or ones, which some encoders leave behind a scan, and an RST marker behind the last interval.
    [TestCase(new byte[] { 0 }), TestCase(new byte[] { 0, 0, 0, 0 }), TestCase(new byte[] { 0xFF, 0, 0xFF, 0 }), TestCase(new byte[] { 0xFF, 0xD0 })]
    public void Read_PaddingBehindAScan_IsNoDamage(byte[] padding)
    {
        var image = new CoefficientImage(Lenient);
        image.Read(JpegBuilder.Gray(64, 8).ZeroBlocks(8).Raw(padding).End());
        Assert.That(image.Damage, Is.Null);
    }

    [Test]
    public void Read_ComponentInTwoSequentialScans_Throws()
    {
        var builder = new JpegBuilder().Quantization().Frame(Marker.Sof0, 8, 8, 8, (7, 1, 1)).ZeroTables();
        builder.Scan([0, 63, 0], 7).ZeroBlocks(1);
        var offset = builder.Length;
        var jpeg = builder.Scan([0, 63, 0], 7).ZeroBlocks(1).End();
        AssertThrows<InvalidDataException>(() => new CoefficientImage().Read(jpeg), $"Scan at byte {offset}", "component 7");
        var image = new CoefficientImage(Lenient);
        image.Read(jpeg);
        Assert.That(image.Damage?.Count, Is.EqualTo(1));
    }

    [Test]
    public void Read_ComponentWithoutAScan_ThrowsOrIsZero([Values] bool isProgressive, [Values] bool hasEnd)
    {
        var builder = new JpegBuilder().Quantization(1).Quantization()
            .Frame(isProgressive ? Marker.Sof2 : Marker.Sof0, 8, 8, 8, (7, 1, 1), (8, 1, 1)).ZeroTables();
        builder.Scan([0, (byte)(isProgressive ? 0 : 63), 0], 7).ZeroBits(isProgressive ? 1 : 2);
        var jpeg = hasEnd ? builder.End() : builder.ToArray();
        AssertThrows<InvalidDataException>(() => new CoefficientImage().Read(jpeg),
            $"byte {jpeg.Length}", isProgressive && !hasEnd ? "truncated" : "component 8");
        var image = new CoefficientImage(Lenient);
        image.Read(CoefficientRow.GoldenFile("quality-100.jpg").Bytes);
        image.Read(jpeg);
        Assert.That(image.Damage, Is.Not.Null);
        Assert.That(Coefficients.Of(image), Has.All.Zero);
        Assert.That(image.Plane(1).QuantizationSteps.ToArray(), Has.All.EqualTo(1));
    }
}
