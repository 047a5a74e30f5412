using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

public sealed partial class CoefficientImageTests
{
    private const int Flips = 200;

    [TestCaseSource(typeof(CoefficientRow), nameof(CoefficientRow.Golden))]
    public void Read_RandomByteChanged_DecodesOrThrowsDocumented(CoefficientRow row)
    {
        // Changed sizes must stay cheap.
        var strict = new CoefficientImage(new JpegReadOptions { MaxPixels = 1_000_000 });
        var lenient = new CoefficientImage(new JpegReadOptions { MaxPixels = 1_000_000, Lenient = true });
        var random = new Random(row.Bytes.Length);
        for (var flip = 0; flip < Flips; flip++)
        {
            var changed = row.Bytes.ToArray();
            changed[random.Next(changed.Length)] ^= (byte)random.Next(1, 256);
            var error = Attempt.Read(strict, changed);
            var lenientError = Attempt.Read(lenient, changed);
            if (error is null)
            {
                if (lenientError is not null || lenient.Damage is not null)
                    Assert.Fail($"flip {flip}: only the lenient reader minds: {lenientError?.Message ?? lenient.Damage?.Message}");
                if (!Coefficients.Of(strict).AsSpan().SequenceEqual(Coefficients.Of(lenient)))
                    Assert.Fail($"flip {flip}: the lenient reader gives other coefficients.");
            }
            else if ((lenientError?.Message ?? lenient.Damage?.Message) != error.Message && !IsFoundBeforeDecoding(error))
                Assert.Fail($"flip {flip}: strict: {error.Message} Lenient: {lenientError?.Message ?? lenient.Damage?.Message}");
        }
    }

    [TestCaseSource(typeof(CoefficientRow), nameof(CoefficientRow.HuffmanCoded))]
    public void Read_RandomByteOfTheScanDataChanged_AgreesWithTheReferenceDecoder(CoefficientRow row)
    {
        Assert.That(ReferenceDecoder.Decode(row.Bytes), Is.EqualTo(Coefficients.Of(row.Bytes)), "unchanged");
        var image = new CoefficientImage();
        var random = new Random(row.Bytes.Length);
        int[] places = [.. ScanData(row.Bytes)];
        for (var flip = 0; flip < Flips / 4; flip++)
        {
            var changed = row.Bytes.ToArray();
            changed[places[random.Next(places.Length)]] ^= (byte)(1 << random.Next(8));
            var error = Attempt.Read(image, changed);
            short[]? expected = null;
            try
            {
                expected = ReferenceDecoder.Decode(changed);
            }
            catch (InvalidDataException)
            {
            }
            if (error is null != expected is not null)
                Assert.Fail($"flip {flip}: {error?.Message ?? "no exception, where the reference has one"}");
            if (expected is not null && !Coefficients.Of(image).AsSpan().SequenceEqual(expected))
                Assert.Fail($"flip {flip}: other coefficients.");
        }
    }

    /// <summary>Only the strict reader compares the blocks that a header promises with the length of the file.</summary>
    private static bool IsFoundBeforeDecoding(Exception error) => error.Message.Contains("blocks cannot be in", StringComparison.Ordinal);

    /// <summary>The byte offsets of entropy-coded data.</summary>
    private static IEnumerable<int> ScanData(byte[] jpeg) =>
        ScanStarts(jpeg).Zip(ScanEnds(jpeg)).SelectMany(scan => Enumerable.Range(scan.First, scan.Second - scan.First));
}
