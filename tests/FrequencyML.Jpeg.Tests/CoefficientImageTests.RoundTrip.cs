using FrequencyML.Jpeg.Internal;
using FrequencyML.Jpeg.Tests.Encoder;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

public sealed partial class CoefficientImageTests
{
    private static readonly JpegReadOptions AnyScans = new() { MaxScans = int.MaxValue };

    [Test]
    public void Read_RandomSequentialFile_GivesTheEncodedCoefficients([Range(1, 50)] int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 10; round++)
        {
            var image = CodedImage.Random(random);
            AssertRoundTrip(image, JpegEncoder.Encode(image, random, isProgressive: false, ScanScript.Sequential(image, random)),
                $"round {round}");
        }
    }

    [Test]
    public void Read_RandomProgressiveFile_GivesTheEncodedCoefficients([Range(1, 50)] int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 5; round++)
        {
            var image = CodedImage.Random(random);
            AssertRoundTrip(image, JpegEncoder.Encode(image, random, isProgressive: true, ScanScript.Progressive(image, random)),
                $"round {round}");
        }
    }

    [Test]
    public void Read_CoefficientsOfUpTo15Bits_GivesTheEncodedCoefficients([Range(1, 10)] int seed)
    {
        // DC differences take 16 bits then, which no table codes: levels of 14 bits keep them within 15.
        var random = new Random(seed);
        var image = CodedImage.Random(random, largestSize: 15);
        foreach (var component in image.Components)
            foreach (var block in component.Blocks) block[0] >>= 1;
        AssertRoundTrip(image, JpegEncoder.Encode(image, random, isProgressive: false, ScanScript.Sequential(image, random)), "sequential");
    }

    [Test]
    public void Read_DcDifferencesOfEverySize_GivesTheEncodedCoefficients([Values(1, 8, 12, 13, 16)] int codeLength)
    {
        // Up and down by ±2^(size-1) and ±(2^size - 1), and by 0.
        int[] steps =
            [.. Enumerable.Range(0, 15).SelectMany(size => new[] { 1 << size >> 1, -(1 << size >> 1), (1 << size) - 1, 1 - (1 << size) })];
        var image = new CodedImage(8 * steps.Length, 8, (1, 1));
        for (int i = 0, level = 0; i < steps.Length; i++) image.Components[0].Block(0, i)[0] = level += steps[i];
        var sizes = steps.Select(CodedSymbol.SizeOf).Distinct().Count();
        Assert.That(sizes, Is.EqualTo(15), "0 to 14");
        foreach (var isProgressive in new[] { false, true })
        {
            var encoder = new JpegEncoder(image, symbols => CodeOfLength(symbols, codeLength));
            var scan = new CodedScan(0) { SpectralEnd = isProgressive ? 0 : 63 };
            AssertRoundTrip(image, encoder.Encode(isProgressive, scan), $"progressive: {isProgressive}");
        }
    }

    [Test]
    public void Read_AcValuesOfEverySizeAtEveryPlace_GivesTheEncodedCoefficients([Values(1, 4, 8, 11, 12, 13, 16)] int codeLength,
        [Values] bool isDense)
    {
        // Values around what the table of pairs can hold: 31 and 32 as a second coefficient, 127 and 128 as a first.
        int[] magnitudes = [1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 33, 63, 64, 127, 128, 129, 255, 256, 511, 512, 1023];
        var image = new CodedImage(8 * 63, 8 * 2 * magnitudes.Length, (1, 1));
        for (var row = 0; row < 2 * magnitudes.Length; row++)
            for (var place = 1; place < 64; place++)
            {
                var block = image.Components[0].Block(row, place - 1);
                var value = row % 2 == 0 ? magnitudes[row / 2] : -magnitudes[row / 2];
                block[place] = value;
                if (isDense && place > 1) block[place - 1] = -value;
                if (isDense && place > 20) block[place - 20] = place % 2 == 0 ? 1 : value;
                block[0] = place % 5 - 2;
            }
        AssertRoundTrip(image, new JpegEncoder(image, symbols => CodeOfLength(symbols, codeLength)).Encode(false, new CodedScan(0)),
            $"{codeLength}");
    }

    [Test]
    public void Read_TablesOfOneSymbol_GivesTheEncodedCoefficients([Range(1, 16)] int codeLength,
        [Values(0x00, 0x01, 0x06, 0x21, 0x65)] int symbol)
    {
        // One AC symbol is repeated until the block is full; an end of block is, of course, not.
        var image = new CodedImage(40, 24, (1, 1));
        var random = new Random(codeLength);
        foreach (var block in image.Components[0].Blocks)
            for (var k = (symbol >> 4) + 1; symbol > 0 && k < 64; k += (symbol >> 4) + 1) block[k] = CodedImage.Value(random, symbol & 15);
        var jpeg = new JpegEncoder(image, symbols => HuffmanCode.OfOneLength([.. symbols.Select(symbol => (byte)symbol)], codeLength))
            .Encode(false, new CodedScan(0));
        Assert.That(jpeg.AsSpan().IndexOf<byte>([0xFF, 0xC4, 0, 20, 0x10]), Is.Positive, "a DHT segment with one AC symbol");
        AssertRoundTrip(image, jpeg, $"{codeLength}");
    }

    [Test]
    public void Read_LongScan_EqualsShortScansOfTheSameBlocks([Values(1, 2, 3)] int seed)
    {
        // Tables of pairs are built for scans of over 16 KiB at once, and else when a table comes up again.
        var random = new Random(seed);
        var all = new CodedImage(8 * 60, 8 * 20, (1, 1));
        foreach (var block in all.Components[0].Blocks) CodedImage.Fill(block, random, 10);
        var dc = HuffmanCode.Random(random, Enumerable.Range(0, 12));
        var ac = HuffmanCode.Random(random, Enumerable.Range(0, 256).Where(IsAcSymbol));
        // Only a DC table has no more than sizes.
        HuffmanCode CodeFor(IEnumerable<int> symbols) => symbols.All(symbol => symbol < 12) && symbols.Count() < 13 ? dc : ac;
        var file = new JpegEncoder(all, CodeFor).Encode(false, new CodedScan(0));
        Assert.That(file, Has.Length.GreaterThan(20_000));
        AssertRoundTrip(all, file, "long");

        var shortReader = new CoefficientImage();
        for (var row = 0; row < 20; row++)
        {
            var one = new CodedImage(8 * 60, 8, (1, 1));
            for (var column = 0; column < 60; column++) all.Components[0].Block(row, column).CopyTo(one.Components[0].Block(0, column), 0);
            var part = new JpegEncoder(one, CodeFor).Encode(false, new CodedScan(0));
            Assert.That(part, Has.Length.LessThan(16 << 10));
            AssertRoundTrip(one, part, $"row {row}");
            shortReader.Read(part);
            Assert.That(Coefficients.Of(shortReader).AsSpan().SequenceEqual(one.Flatten()), Is.True, $"row {row}");
        }
    }

    [Test]
    public void Read_ZeroRunUpToTheLastCoefficient_EndsTheBlockAsInLibjpeg()
    {
        // T.81 has no such code: three runs of 16 zeros from coefficient 15 on end with coefficient 63, and no end of block follows.
        var builder = new JpegBuilder().Quantization().Frame(Marker.Sof0, 16, 8, 8, (1, 1, 1));
        builder.Huffman(0x00, [1], 0).Huffman(0x10, [1, 1], 0xF0, 0xE1);
        // DC 0; 14 zeros and a 1 (10 1): coefficient 15; 3 runs; then the next block: DC 0, as before.
        var jpeg = builder.Scan([0, 63, 0], 1).Raw(0b0101_0000, 0b1010_0011).End();
        var image = new CoefficientImage();
        for (var read = 0; read < 2; read++)
        {
            image.Read(jpeg);
            var expected = new short[128];
            expected[Zigzag.NaturalOrder[15]] = expected[64 + Zigzag.NaturalOrder[15]] = 1;
            Assert.That(Coefficients.Of(image), Is.EqualTo(expected));
            Assert.That(ReferenceDecoder.Decode(jpeg), Is.EqualTo(expected));
        }
    }

    private static bool IsAcSymbol(int symbol) => symbol is 0x00 or 0xF0 || symbol % 16 is > 0 and <= 10;

    /// <summary>A code all of whose codes have a length, or the least that the number of symbols allows.</summary>
    private static HuffmanCode CodeOfLength(IEnumerable<int> symbols, int length)
    {
        byte[] all = [.. symbols.Select(symbol => (byte)symbol)];
        return HuffmanCode.OfOneLength(all, Math.Max(length, CodedSymbol.SizeOf(all.Length)));
    }

    /// <summary>A file reads as what was encoded: at first without tables of pairs if it is short, then with them.</summary>
    private static void AssertRoundTrip(CodedImage expected, byte[] jpeg, string message)
    {
        var coefficients = expected.Flatten();
        var image = new CoefficientImage(AnyScans);
        for (var read = 1; read <= 2; read++)
        {
            image.Read(jpeg);
            if (!Coefficients.Of(image).AsSpan().SequenceEqual(coefficients))
                Assert.That(Coefficients.Of(image), Is.EqualTo(coefficients), $"{message}, read {read}");
        }
    }
}
