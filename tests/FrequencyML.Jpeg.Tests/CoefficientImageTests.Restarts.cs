using System.Diagnostics;
using FrequencyML.Jpeg.Internal;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

public sealed partial class CoefficientImageTests
{
    /// <summary>25 MCUs of one block of each of 3 components, a restart after each.</summary>
    private const string Restarts = "1x1-restart-mcu-33.jpg";

    private static readonly byte[] RestartFile = CoefficientRow.GoldenFile(Restarts).Bytes;

    private static IEnumerable<TestCaseData> BrokenRestarts()
    {
        // How the intervals are changed, and which of them are lost then.
        yield return Broken("the first interval is missing", parts => parts.RemoveAt(0), [0], "ends at byte");
        yield return Broken("one is missing", parts => parts.RemoveAt(5), [5], "RST4");
        yield return Broken("two are missing", parts => parts.RemoveRange(5, 2), [5, 6], "RST4");
        yield return Broken("the last is missing", parts => parts.RemoveAt(24), [24], "ends at byte");
        yield return Broken("the last five are missing", parts => parts.RemoveRange(20, 5), [20, 21, 22, 23, 24], "ends at byte");
        yield return Broken("one comes twice", parts => parts.Insert(5, parts[5]), [], "RST5");
        yield return Broken("two come twice", parts => parts.InsertRange(7, parts[5..7]), [], "RST6");
        yield return Broken("two are swapped", parts => parts.Reverse(9, 2), [9], "RST0");
        yield return Broken("one is empty", parts => parts[3] = (parts[3].Marker, []), [3], "ends at byte");
        yield return Broken("one ends in the middle", parts => parts[3] = (parts[3].Marker, parts[3].Data[..1]), [3], "at byte");
        yield return Broken("one goes on", parts => parts[3] = (parts[3].Marker, [.. parts[3].Data, 1, 2, 3]), [], "goes on at byte");
        yield return Broken("a marker is missing", parts =>
        {
            parts[11] = (parts[11].Marker, [.. parts[11].Data, .. parts[12].Data]);
            parts.RemoveAt(12);
        }, [12], "goes on at byte");
        yield return Broken("one behind the last", parts => parts.Add((Marker.Rst0, parts[1].Data)), [], "goes on at byte");
        yield return Broken("two are broken", parts =>
        {
            parts[4] = (parts[4].Marker, []);
            parts[20] = (parts[20].Marker, []);
        }, [4, 20], "ends at byte");

        static TestCaseData Broken(string name, Action<List<(byte Marker, byte[] Data)>> change, int[] lost, string fragment)
        {
            var parts = Intervals();
            change(parts);
            return new TestCaseData(Join(parts), lost, fragment).SetArgDisplayNames(name);
        }
    }

    [TestCaseSource(nameof(BrokenRestarts))]
    public void Read_BrokenRestarts_ThrowsOrLosesOnlyThoseIntervals(byte[] jpeg, int[] lost, string fragment)
    {
        var message = AssertThrows<InvalidDataException>(() => new CoefficientImage().Read(jpeg), "Scan at byte", fragment);
        var image = new CoefficientImage(Lenient);
        image.Read(jpeg);
        Assert.That(image.Damage?.Message, Is.EqualTo(message));
        Assert.That((image.Damage?.LostBlocks, image.Damage?.Blocks), Is.EqualTo((3 * lost.Length, 75)));
        var expected = Coefficients.Of(RestartFile);
        foreach (var mcu in lost)
            for (var component = 0; component < 3; component++) expected.AsSpan((component * 25 + mcu) * 64, 64).Clear();
        Assert.That(Coefficients.Of(image), Is.EqualTo(expected));
    }

    [Test]
    public void Read_EachIntervalMissing_LosesOnlyThat(
        [Values(Restarts, "2x2-restart-row-33.jpg", "4x1-restart-mcu-33.jpg", "1x4-restart-row-33.jpg")] string name)
    {
        var jpeg = CoefficientRow.GoldenFile(name).Bytes;
        int[] order = BlockOrder.Of(jpeg);
        var whole = Coefficients.Of(jpeg);
        var image = new CoefficientImage(Lenient);
        var count = Intervals(jpeg).Count;
        for (var lost = 0; lost < count; lost++)
        {
            var parts = Intervals(jpeg);
            parts.RemoveAt(lost);
            image.Read(Join(parts, jpeg));
            var expected = whole.ToArray();
            foreach (var block in order.AsSpan(order.Length / count * lost, order.Length / count))
                if (block >= 0) expected.AsSpan(block * 64, 64).Clear();
            Assert.That(Coefficients.Of(image), Is.EqualTo(expected), $"interval {lost}");
            Assert.That(image.Damage?.LostBlocks, Is.EqualTo(order.Length / count), $"interval {lost}");
        }
    }

    [Test]
    public void Read_RestartsWithoutAnInterval_Throws([Values] bool hasZeroInterval)
    {
        var builder = new JpegBuilder().Quantization().Frame(Marker.Sof0, 16, 8, 8, (1, 1, 1)).ZeroTables();
        if (hasZeroInterval) builder.RestartInterval(0);
        var jpeg = builder.Scan([0, 63, 0], 1).ZeroBlocks(1).Raw(0xFF, Marker.Rst0).ZeroBlocks(1).End();
        AssertThrows<InvalidDataException>(() => new CoefficientImage().Read(jpeg), "Scan at byte");
    }

    [Test]
    public void Read_IntervalAsLongAsTheScan_NeedsNoMarker([Values(2, 3, 0xFFFF)] int interval)
    {
        var builder = new JpegBuilder().Quantization().Frame(Marker.Sof0, 16, 8, 8, (1, 1, 1)).ZeroTables().RestartInterval(interval);
        Assert.That(Coefficients.Of(builder.Scan([0, 63, 0], 1).ZeroBlocks(2).End()), Has.All.Zero);
    }

    [Test]
    public void Read_ManyLostIntervalsLeniently_EndsSoon([Values(0, 1, 4)] int markerStep)
    {
        // Markers that never have their turn, in a file of a megabyte: describing each of the damages walked the whole file.
        var builder = new JpegBuilder().Quantization().Frame(Marker.Sof0, 4000, 4000, 8, (1, 1, 1)).ZeroTables().RestartInterval(1)
            .Scan([0, 63, 0], 1);
        for (var i = 0; i < 249_000; i++) builder.Raw(0x3F, 0x3F, 0xFF, (byte)(Marker.Rst0 + i * markerStep % 8));
        var image = new CoefficientImage(Lenient);
        var started = Stopwatch.GetTimestamp();
        image.Read(builder.End());
        Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(5)));   // tens of milliseconds
        Assert.That(image.Damage?.Count, Is.GreaterThan(100_000));
    }

    private static List<(byte Marker, byte[] Data)> Intervals() => Intervals(RestartFile);

    /// <summary>The restart intervals of the last scan; the first has no marker.</summary>
    private static List<(byte Marker, byte[] Data)> Intervals(byte[] jpeg)
    {
        var (start, end) = (ScanStarts(jpeg)[^1], ScanEnds(jpeg)[^1]);
        var parts = new List<(byte, byte[])>();
        byte marker = 0;
        for (var position = start; position <= end; position++)
        {
            if (position < end && !(jpeg[position] == 0xFF && Marker.IsRestart(jpeg[position + 1]))) continue;
            parts.Add((marker, jpeg[start..position]));
            marker = jpeg[position + 1];
            start = position + 2;
        }
        return parts;
    }

    private static byte[] Join(List<(byte Marker, byte[] Data)> parts) => Join(parts, RestartFile);

    /// <summary>A first part that was another keeps its marker.</summary>
    private static byte[] Join(List<(byte Marker, byte[] Data)> parts, byte[] jpeg) =>
    [
        .. jpeg[..ScanStarts(jpeg)[^1]],
        .. parts.SelectMany(part => part.Marker == 0 ? part.Data : [0xFF, part.Marker, .. part.Data]),
        .. jpeg[ScanEnds(jpeg)[^1]..],
    ];
}
