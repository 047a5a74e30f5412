using FrequencyML.Jpeg.Internal;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

public sealed partial class CoefficientImageTests
{
    [TestCaseSource(typeof(CoefficientRow), nameof(CoefficientRow.HuffmanCoded))]
    public void Read_TruncatedAtEveryByte_ThrowsUnlessAllScansAreThere(CoefficientRow row)
    {
        var whole = Coefficients.Of(row.Bytes);
        var image = new CoefficientImage();
        var needed = LengthNeeded(row.Bytes);
        for (var length = 0; length < row.Bytes.Length; length++)
        {
            var error = Attempt.Read(image, row.Bytes.AsSpan(0, length));
            if (error is not (null or InvalidDataException)) Assert.Fail($"{length} bytes: {error}");
            if (error is null && length < needed) Assert.Fail($"{length} bytes are enough, where {needed} are needed.");
            if (error is null && !Coefficients.Of(image).AsSpan().SequenceEqual(whole))
                Assert.Fail($"{length} bytes give other coefficients, and no exception.");
            if (error is not null && length == needed) Assert.Fail($"{length} bytes are not enough: {error.Message}");
        }
    }

    [TestCaseSource(typeof(CoefficientRow), nameof(CoefficientRow.HuffmanCoded))]
    public void Read_TruncatedAtEveryByteLeniently_KeepsWhatComesBefore(CoefficientRow row)
    {
        var whole = Coefficients.Of(row.Bytes);
        var image = new CoefficientImage(Lenient);
        var order = row.Process == "sequential" ? BlockOrder.Of(row.Bytes) : [];
        var needed = LengthNeeded(row.Bytes);
        for (var length = 0; length < row.Bytes.Length; length++)
        {
            if (Attempt.Read(image, row.Bytes.AsSpan(0, length)) is { } error)
            {
                if (error is not InvalidDataException || length >= needed) Assert.Fail($"{length} bytes: {error}");
                continue;
            }
            // Within a segment after the last scan the file is damaged, though no coefficient is.
            if (image.Damage is null && length < needed || image.Damage is { LostBlocks: > 0 } && length >= needed)
                Assert.Fail($"{length} bytes, {needed} are needed: {image.Damage}");
            if (image.Damage is { } damage && row.Process == "sequential")
                AssertKeptInOrder(order.AsSpan(0, (int)(damage.Blocks - damage.LostBlocks)), whole, Coefficients.Of(image),
                    $"{length} bytes");
            else if (row.Process == "sequential" && !Coefficients.Of(image).AsSpan().SequenceEqual(whole))
                Assert.Fail($"{length} bytes give other coefficients.");
        }
    }

    [TestCaseSource(typeof(CoefficientRow), nameof(CoefficientRow.Progressive))]
    public void Read_ProgressiveTruncatedAtEveryByteLeniently_LeavesEachBlockAsOneOfTwoScansHasIt(CoefficientRow row)
    {
        var image = new CoefficientImage(Lenient);
        int[] ends = [.. ScanEnds(row.Bytes)];
        var states = ends.Select(end => Coefficients.Of(row.Bytes[..end], Lenient))
            .Prepend(new short[Coefficients.Count(JpegHeader.Read(row.Bytes))]).ToArray();
        for (var length = 0; length < row.Bytes.Length; length++)
        {
            if (Attempt.Read(image, row.Bytes.AsSpan(0, length)) is not null) continue;
            var actual = Coefficients.Of(image);
            var scans = ends.Count(end => end <= length);                             // those that are whole
            short[] before = states[scans], after = states[Math.Min(scans + 1, ends.Length)];
            for (var i = 0; i < actual.Length; i += 64)
            {
                var block = actual.AsSpan(i, 64);
                if (!block.SequenceEqual(before.AsSpan(i, 64)) && !block.SequenceEqual(after.AsSpan(i, 64)))
                    Assert.Fail($"{length} bytes: block {i / 64} is neither as scan {scans} nor as scan {scans + 1} has it.");
            }
        }
    }

    [Test]
    public void Read_NoEndBetweenProgressiveScans_IsTruncated()
    {
        var jpeg = CoefficientRow.GoldenFile("2x2-progressive-17.jpg").Bytes;
        int[] ends = [.. ScanEnds(jpeg)];
        Assert.That(ends, Has.Length.EqualTo(10));
        foreach (var end in ends[..^1])
        {
            Assert.That(() => Coefficients.Of(jpeg[..end]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("truncated"));
            Assert.That(() => Coefficients.Of([.. jpeg[..end], 0xFF, Marker.Eoi]), Throws.Nothing, "an encoder may stop early");
        }
        Assert.That(() => Coefficients.Of(jpeg[..ends[^1]]), Throws.Nothing);
    }

    /// <summary>The blocks that were decoded are those of the whole file, and all others are zero.</summary>
    private static void AssertKeptInOrder(ReadOnlySpan<int> decoded, short[] whole, short[] actual, string message)
    {
        var expected = new short[whole.Length];
        foreach (var block in decoded)
            if (block >= 0) whole.AsSpan(block * 64, 64).CopyTo(expected.AsSpan(block * 64));
        for (var i = 0; i < whole.Length; i += 64)
            if (!expected.AsSpan(i, 64).SequenceEqual(actual.AsSpan(i, 64)))
                Assert.Fail($"{message}: block {i / 64} is wrong; {decoded.Length} blocks in the order of scans are decoded.");
    }

    /// <summary>The bytes up to the end of the last scan's data, or of the DNL segment if the frame leaves the height to it.</summary>
    private static int LengthNeeded(byte[] jpeg)
    {
        var needed = ScanEnds(jpeg).Last();
        var segments = SegmentReader.Start(jpeg);
        while (segments.TryReadMarker(out var marker))
        {
            if (Marker.StandsAlone(marker)) continue;
            segments.ReadParameters(marker);
            if (marker == Marker.Dnl) needed = Math.Max(needed, segments.Position);
        }
        return needed;
    }

    /// <summary>The byte offsets at which the entropy-coded data of the scans start.</summary>
    private static List<int> ScanStarts(byte[] jpeg)
    {
        var starts = new List<int>();
        var segments = SegmentReader.Start(jpeg);
        while (segments.TryReadMarker(out var marker))
        {
            if (Marker.StandsAlone(marker)) continue;
            segments.ReadParameters(marker);
            if (marker == Marker.Sos) starts.Add(segments.Position);
        }
        return starts;
    }

    /// <summary>The byte offsets at which the entropy-coded data of the scans end.</summary>
    private static List<int> ScanEnds(byte[] jpeg)
    {
        var ends = new List<int>();
        foreach (var start in ScanStarts(jpeg))
        {
            var end = start;                                                          // a stuffed 0xFF and RST belong to the data
            while (end < jpeg.Length - 1 && (jpeg[end] != 0xFF || jpeg[end + 1] == 0 || IsRestart(end))) end++;
            ends.Add(end < jpeg.Length - 1 ? end : jpeg.Length);
        }
        return ends;

        bool IsRestart(int position)                                                  // perhaps with fill bytes before it
        {
            while (jpeg[position + 1] == 0xFF) position++;
            return Marker.IsRestart(jpeg[position + 1]);
        }
    }
}
