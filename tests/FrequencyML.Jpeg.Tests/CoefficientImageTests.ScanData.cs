using FrequencyML.Jpeg.Internal;
using FrequencyML.Jpeg.Tests.Encoder;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

public sealed partial class CoefficientImageTests
{
    private static IEnumerable<TestCaseData> DamagedScanData()
    {
        // DC: 0 for size 0, 10 for size 15. AC: 0 ends the block, 10 is run 1 and size 1, 110 has no meaning, 1110 is 16 zeros.
        const string large = "10 111111111111111", end = "0", one = "10 1", zeros = "1110 ", none = "1111";
        yield return Sequential("no DC code", "0 0  11", "no Huffman code");
        yield return Sequential("no AC code", $"0 0  0 {none}", "no Huffman code");
        yield return Sequential("no AC code after others", $"0 0  0 {one} {one} {none}", "no Huffman code");
        yield return Sequential("a symbol without a meaning", "0 0  0 110", "no meaning");
        yield return Sequential("a symbol without a meaning after others", $"0 0  0 {one} 110", "no meaning");
        yield return Sequential("a run of zeros beyond the block", $"0 0  0 {zeros}{zeros}{zeros}{zeros}", "beyond the end");
        yield return Sequential("a coefficient beyond the block",
            $"0 0  0 {zeros}{zeros}{zeros}{one} {one} {one} {one} {one} {one} {one} {one}", "beyond the end");
        yield return Sequential("a coefficient beyond the block, in a pair",
            $"0 0  0 {zeros}{zeros}{zeros}{one} {one} {one} {one} {one} {one} {one} {zeros}", "beyond the end");
        yield return Sequential("a DC level beyond 16 bits", $"{large} {end}  {large} {end}  0 0", "beyond 16 bits", 32767);
        yield return Sequential("an end within a run", $"0 0  0 {zeros}", "its last block");
        yield return Sequential("an end within value bits", "0 0  10 1111", "before its last block");

        yield return Progressive("no DC code", "0  11", [0, 0, 0], "no Huffman code");
        yield return Progressive("a DC level beyond 16 bits", $"{large}  {large} 0", [0, 0, 0], "beyond 16 bits", 32767);
        yield return Progressive("no AC code", $"0  {none}", [1, 63, 0], "no Huffman code");
        yield return Progressive("a coefficient beyond the band", $"0  {one} {one}", [1, 3, 0], "beyond the end");
        yield return Progressive("an AC scan that ends", $"0  {zeros}{zeros}{zeros}10", [1, 63, 0], "before its last block");
        yield return Progressive("no code in a refinement", $"0  {none}", [1, 63, 0x10], "no Huffman code");
        yield return Progressive("a coefficient beyond the band of a refinement", $"0  {one} {one}", [1, 3, 0x10], "beyond the end");
        yield return Progressive("a new coefficient of 15 bits", $"0  {large}", [1, 63, 0x10], "no meaning", acTable: 1);

        static TestCaseData Sequential(string name, string bits, string fragment, short dc = 0) =>
            Case($"sequential: {name}", bits, fragment, dc, 0, Marker.Sof0, [0, 63, 0]);

        static TestCaseData Progressive(string name, string bits, byte[] selection, string fragment, short dc = 0, byte acTable = 0) =>
            Case($"progressive: {name}", bits, fragment, dc, acTable, Marker.Sof2, selection);

        static TestCaseData Case(string name, string bits, string fragment, short dc, byte acTable, byte frame, byte[] selection)
        {
            var builder = new JpegBuilder().Quantization().Frame(frame, 24, 8, 8, (1, 1, 1));
            builder.Huffman(0x00, [1, 1], 0, 15).Huffman(0x10, [1, 1, 1, 1], 0x00, 0x11, 0x50, 0xF0).Huffman(0x11, [1, 1], 0, 15);
            // What the scan goes on from: DC, and first bits of AC.
            if (selection[0] > 0) builder.Scan([0, 0, 0], 1).Raw(Bits("000"));
            if (selection[2] == 0x10) builder.Scan([1, 63, 1], 1).Raw(Bits("0 0 0"));
            builder.Segment(Marker.Sos, [1, 1, acTable, .. selection]).Raw(Bits(bits));
            return new TestCaseData(builder.End(), dc, fragment).SetArgDisplayNames(name);
        }
    }

    [TestCaseSource(nameof(DamagedScanData))]
    public void Read_DamagedScanData_ThrowsOrLosesTheBlocksFromThereOn(byte[] jpeg, short dc, string fragment)
    {
        CoefficientImage strict = new(), lenient = new(Lenient);
        for (var read = 0; read < 2; read++)                                          // with and without tables of pairs
        {
            var message = AssertThrows<InvalidDataException>(() => strict.Read(jpeg), "Scan at byte", fragment);
            lenient.Read(jpeg);
            Assert.That((lenient.Damage?.Message, lenient.Damage?.LostBlocks), Is.EqualTo((message, 2)));
            Assert.That(lenient.Damage?.ByteOffset, Is.InRange(ScanStarts(jpeg)[^1], jpeg.Length - 2));
            var expected = new short[3 * 64];
            expected[0] = dc;
            Assert.That(Coefficients.Of(lenient), Is.EqualTo(expected));
        }
    }

    [TestCase(0), TestCase(2), TestCase(100)]
    public void Read_LargestMcuOfTheLongestCodesBehindTheEnd_IsTruncated(int bytes)
    {
        // An MCU of 10 blocks in which each coefficient takes 16 bits of code and 15 of value: 2.4 KB of the zeros behind the data.
        var builder = new JpegBuilder().Quantization().Frame(Marker.Sof0, 32, 16, 8, (1, 4, 2), (2, 1, 1), (3, 1, 1));
        byte[] longest = [.. new byte[15], 1];
        var jpeg = builder.Huffman(0x00, longest, 0x00).Huffman(0x10, longest, 0x0F).Scan([0, 63, 0], 1, 2, 3).Raw(new byte[bytes]).End();
        AssertThrows<InvalidDataException>(() => new CoefficientImage().Read(jpeg), "before its last block");
        var image = new CoefficientImage(Lenient);
        for (var read = 0; read < 2; read++)
        {
            image.Read(jpeg);
            Assert.That((image.Damage?.Count, image.Damage?.LostBlocks), Is.EqualTo((1, 10)));
            Assert.That(Coefficients.Of(image), Has.All.Zero);
        }
    }

    [Test]
    public void Read_BlocksFullOfCoefficientsToRefine_GivesTheEncodedCoefficients([Range(1, 5)] int seed)
    {
        // Up to 63 correction bits in a row, more than the bit reader holds at once.
        var random = new Random(seed);
        var image = new CodedImage(80, 40, (1, 1));
        foreach (var block in image.Components[0].Blocks)
            for (var k = 0; k < 64; k++) block[k] = CodedImage.Value(random, random.Next(50) == 0 ? random.Next(3) : random.Next(3, 11));
        CodedScan[] scans =
        [
            new(0) { SpectralEnd = 0 }, .. Enumerable.Range(0, 3).Select(i => 2 - i)
                .Select(low => new CodedScan(0) { SpectralStart = 1, ApproximationHigh = low == 2 ? 0 : low + 1, ApproximationLow = low }),
        ];
        AssertRoundTrip(image, JpegEncoder.Encode(image, random, true, scans), "refined");
    }

    /// <summary>Bytes from text of 0 and 1, filled up with ones.</summary>
    private static byte[] Bits(string text)
    {
        var writer = new BitWriter();
        foreach (var bit in text)
            if (bit != ' ') writer.Write(bit - '0', 1);
        return writer.ToArray();
    }
}
