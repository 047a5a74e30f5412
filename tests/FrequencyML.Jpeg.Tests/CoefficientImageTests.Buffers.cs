using FrequencyML.Jpeg.Internal;
using FrequencyML.Jpeg.Tests.Encoder;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

public sealed partial class CoefficientImageTests
{
    [Test]
    public void Read_InSteadyState_AllocatesNothing([Values] bool isLenient)
    {
        var image = new CoefficientImage(isLenient ? Lenient : null);
        foreach (var row in CoefficientRow.HuffmanCoded) image.Read(row.Bytes);
        foreach (var row in CoefficientRow.HuffmanCoded)
        {
            image.Read(row.Bytes);
            AssertAllocatesNothing(image, row.Bytes, row.File);
        }
    }

    [Test]
    public void Read_AfterAnException_AllocatesNothingAgain()
    {
        var jpeg = CoefficientRow.GoldenFile("2x2-restart-mcu-33.jpg").Bytes;
        var image = new CoefficientImage();
        image.Read(jpeg);
        Assert.That(Attempt.Read(image, jpeg.AsSpan(0, jpeg.Length - 20)), Is.TypeOf<InvalidDataException>());
        AssertAllocatesNothing(image, jpeg, "after an exception");
    }

    /// <summary>
    /// The second and the third read allocate nothing. What other tests make the runtime do meanwhile may count to this thread now and
    /// then; what the reader allocates would be there every time.
    /// </summary>
    private static void AssertAllocatesNothing(CoefficientImage image, byte[] jpeg, string message)
    {
        long allocated = 0;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            image.Read(jpeg);
            image.Read(jpeg);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated == 0) return;
        }
        Assert.Fail($"{message}: two reads allocate {allocated} bytes.");
    }

    [TestCaseSource(typeof(CoefficientRow), nameof(CoefficientRow.HuffmanCoded))]
    public void Read_DamagedFileLeniently_ShowsNothingOfTheFileBefore(CoefficientRow row)
    {
        var random = new Random(row.Bytes.Length);
        byte[] first = Filled(row, 1), second = Filled(row, 2);
        CoefficientImage a = new(Lenient), b = new(Lenient);
        for (var flip = 0; flip < Flips / 8; flip++)
        {
            var changed = row.Bytes.ToArray();
            // A changed byte, or a file cut short.
            if (flip % 2 == 0) changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            else changed = changed[..random.Next(changed.Length)];
            if (JpegHeaderOrNull(changed) is not { } header || header.Width != row.Width || header.Height != row.Height) continue;
            a.Read(first);
            b.Read(second);
            var error = Attempt.Read(a, changed);
            Assert.That(Attempt.Read(b, changed)?.Message, Is.EqualTo(error?.Message));
            if (error is not null) continue;
            if (!Coefficients.Of(a).AsSpan().SequenceEqual(Coefficients.Of(b)))
                Assert.Fail($"flip {flip}: coefficients are left from the file before: {a.Damage}");
            for (var i = 0; i < a.Header.ComponentCount; i++)
                if (!a.Plane(i).QuantizationSteps.SequenceEqual(b.Plane(i).QuantizationSteps))
                    Assert.Fail($"flip {flip}: steps are left from the file before: {a.Damage}");
        }
    }

    private static IEnumerable<TestCaseData> LaterScansThatCannotBeRead()
    {
        foreach (var isProgressive in new[] { false, true })
        {
            var kind = isProgressive ? "progressive" : "sequential";
            if (!isProgressive)                                                       // whose DC scans need no AC table
            {
                yield return Case("no AC table", (0x03, 0x00), (0x00, 0x00));
                yield return Case("no AC table of the second component", (0x00, 0x03), (0x00, 0x00));
            }
            yield return Case("no DC table", (0x30, 0x00), (0x00, 0x00));
            yield return Case("no DC table of the second component", (0x00, 0x30), (0x00, 0x00));
            yield return Case("no quantization table", (0x00, 0x00), (0x03, 0x00));
            yield return Case("no quantization table of the second component", (0x00, 0x00), (0x00, 0x03));

            TestCaseData Case(string name, (byte First, byte Second) huffman, (byte First, byte Second) quantization)
            {
                var builder = new JpegBuilder().Quantization();
                builder.Segment(isProgressive ? Marker.Sof2 : Marker.Sof0,
                    8, 0, 17, 0, 33, 3, 1, 0x22, 0, 2, 0x11, quantization.First, 3, 0x11, quantization.Second);
                builder.ZeroTables();
                byte end = (byte)(isProgressive ? 0 : 63);
                builder.Scan([0, end, 0], 1).ZeroBits(isProgressive ? 15 : 30);
                builder.Segment(Marker.Sos, 2, 2, huffman.First, 3, huffman.Second, 0, end, 0).ZeroBits(isProgressive ? 12 : 24);
                return new TestCaseData(builder.End()).SetArgDisplayNames($"{kind}, {name}");
            }
        }
    }

    [TestCaseSource(nameof(LaterScansThatCannotBeRead))]
    public void Read_LaterScanThatCannotBeReadLeniently_LeavesItsComponentsZero(byte[] jpeg)
    {
        var image = new CoefficientImage(Lenient);
        image.Read(Filled(CoefficientRow.GoldenFile("gray.jpg"), 1, (2, 2), (1, 1), (1, 1)));
        image.Read(jpeg);
        Assert.That(image.Damage?.Message, Does.Contain($"Scan at byte {image.Damage?.ByteOffset}"));
        Assert.That(image.Damage?.ByteOffset, Is.EqualTo(ScanStarts(jpeg)[1] - 12), "the second SOS");
        Assert.That(Coefficients.Of(image), Has.All.Zero);
        for (var i = 0; i < 3; i++) Assert.That(image.Plane(i).QuantizationSteps.ToArray(), Has.All.EqualTo(1), $"component {i}");
    }

    private static JpegHeader? JpegHeaderOrNull(byte[] jpeg)
    {
        try
        {
            return JpegHeader.Read(jpeg);
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>A file of the same size and sampling without a zero anywhere, and with unusual quantization steps.</summary>
    private static byte[] Filled(CoefficientRow row, int value, params (int, int)[] factors)
    {
        var header = JpegHeader.Read(row.Bytes);
        var all = Enumerable.Range(0, header.ComponentCount);
        if (factors.Length == 0) factors = [.. all.Select(i => (header[i].HorizontalSampling, header[i].VerticalSampling))];
        var image = new CodedImage(header.Width, header.Height, factors);
        foreach (var component in image.Components)
            foreach (var block in component.Blocks) Array.Fill(block, value);
        var jpeg = JpegEncoder.Encode(image, new Random(value), false, Enumerable.Range(0, factors.Length).Select(i => new CodedScan(i)));
        jpeg.AsSpan(7, 64).Fill((byte)(200 + value));
        return jpeg;
    }
}
