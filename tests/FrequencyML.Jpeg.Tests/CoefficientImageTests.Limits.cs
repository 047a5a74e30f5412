using System.Diagnostics;
using FrequencyML.Jpeg.Internal;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

public sealed partial class CoefficientImageTests
{
    [TestCase(24 * 16, false), TestCase(24 * 16 - 1, true)]
    public void Read_MaxPixels_IsInclusive(int limit, bool throws) =>
        AssertLimit(JpegBuilder.Gray(24, 16).ZeroBlocks(6).End(), new JpegReadOptions { MaxPixels = limit }, throws, "24x16", "MaxPixels",
            $"{limit}");

    [TestCase(6 * 128, false), TestCase(6 * 128 - 1, true)]
    public void Read_MaxCoefficientBytes_IsInclusive(int limit, bool throws) =>
        AssertLimit(JpegBuilder.Gray(24, 16).ZeroBlocks(6).End(), new JpegReadOptions { MaxCoefficientBytes = limit }, throws,
            "MaxCoefficientBytes", $"{limit}");

    [Test]
    public void Read_MaxCoefficientBytes_IsOverAllComponentsWithTheirPadding()
    {
        // 2x2,1x1,1x1 in 17x17 pixels: 2x2 MCUs of 6 blocks.
        var jpeg = CoefficientRow.GoldenFile("2x2-sequential-17.jpg").Bytes;
        AssertLimit(jpeg, new JpegReadOptions { MaxCoefficientBytes = 24 * 128 }, false);
        AssertLimit(jpeg, new JpegReadOptions { MaxCoefficientBytes = 24 * 128 - 1 }, true, "MaxCoefficientBytes");
    }

    [TestCase(10, false), TestCase(9, true), TestCase(1, true)]
    public void Read_MaxScans_IsInclusive(int limit, bool throws)
    {
        var jpeg = CoefficientRow.GoldenFile("2x2-progressive-17.jpg").Bytes;
        AssertLimit(jpeg, new JpegReadOptions { MaxScans = limit }, throws, "MaxScans", $"{limit}");
        AssertLimit(jpeg, new JpegReadOptions { MaxScans = limit, Lenient = true }, throws, "MaxScans", $"{limit}");
    }

    [Test]
    public void Options_LimitBelowOne_Throws()
    {
        Assert.That(() =>
            new JpegReadOptions { MaxPixels = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("MaxPixels is 0"));
        Assert.That(() => new JpegReadOptions { MaxCoefficientBytes = -1 }, Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.Contains("MaxCoefficientBytes is -1"));
        Assert.That(() => new JpegReadOptions { MaxScans = 0 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("MaxScans is 0"));
        Assert.That(new JpegReadOptions(), Is.EqualTo(JpegReadOptions.Default));
        Assert.That(JpegReadOptions.Default,
            Is.EqualTo(new JpegReadOptions { MaxPixels = 120_000_000, MaxCoefficientBytes = 512 << 20, MaxScans = 100, Lenient = false }));
    }

    private static IEnumerable<TestCaseData> HugeHeaders()
    {
        foreach (var lenient in new[] { false, true })
            foreach (var frame in new[] { Marker.Sof0, Marker.Sof2 })
            {
                var jpeg = JpegBuilder.Gray(65500, 65500, frame).ZeroBlocks(100).End();
                var name = $"{Marker.Name(frame)}, {(lenient ? "lenient" : "strict")}";
                yield return new TestCaseData(jpeg, new JpegReadOptions { Lenient = lenient }, "(MaxPixels)")
                    .SetArgDisplayNames(name);
                // Strict readers may notice that the file is too short for its blocks.
                var anyPixels = new JpegReadOptions { Lenient = lenient, MaxPixels = long.MaxValue };
                yield return new TestCaseData(jpeg, anyPixels, lenient ? "(MaxCoefficientBytes)" : "truncated")
                    .SetArgDisplayNames($"{name}, any pixels");
                if (lenient)
                    yield return new TestCaseData(jpeg, anyPixels with { MaxCoefficientBytes = long.MaxValue }, "more than one array holds")
                        .SetArgDisplayNames($"{name}, any bytes: more than an array can hold");
            }
    }

    [TestCaseSource(nameof(HugeHeaders))]
    public void Read_HugeHeader_ThrowsBeforeAllocating(byte[] jpeg, JpegReadOptions options, string fragment)
    {
        var image = new CoefficientImage(options);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Exception? thrown = null;
        try
        {
            image.Read(jpeg);
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException)
        {
            thrown = error;
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(allocated, Is.LessThan(256 << 10), "tables and an exception; the coefficients would be 8.6 GB");
        Assert.That(thrown?.Message, Does.Contain(fragment));
    }

    [TestCase(100, true), TestCase(int.MaxValue, false)]
    public void Read_TenThousandScansLeniently_EndsSoon(int maxScans, bool throws)
    {
        // Every scan but the first is out of turn and has no data, in an image of 250,000 blocks with as many restarts.
        var builder = new JpegBuilder().Quantization().Frame(Marker.Sof2, 4000, 4000, 8, (1, 1, 1)).ZeroTables()
            .RestartInterval(throws ? 1 : 0);
        for (var scan = 0; scan < 10_000; scan++) builder.Scan(scan % 2 == 0 ? [0, 0, 0] : [1, 63, 0x10], 1);
        var jpeg = builder.End();
        var started = Stopwatch.GetTimestamp();
        AssertLimit(jpeg, new JpegReadOptions { MaxScans = maxScans, Lenient = true }, throws, "MaxScans");
        Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(10)));   // well under a second
    }

    private static void AssertLimit(byte[] jpeg, JpegReadOptions options, bool throws, params string[] fragments)
    {
        if (throws) AssertThrows<NotSupportedException>(() => new CoefficientImage(options).Read(jpeg), fragments);
        else Assert.That(() => new CoefficientImage(options).Read(jpeg), Throws.Nothing);
    }
}
