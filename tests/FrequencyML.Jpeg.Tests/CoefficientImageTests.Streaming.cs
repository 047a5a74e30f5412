using FrequencyML.Jpeg.Internal;
using FrequencyML.Jpeg.Tests.Encoder;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

public sealed unsafe partial class CoefficientImageTests
{
    [TestCaseSource(typeof(CoefficientRow), nameof(CoefficientRow.HuffmanCoded))]
    public void ReadScans_ConsumerOfFewRows_SeesTheRowsItAskedFor(CoefficientRow row)
    {
        var image = new CoefficientImage();
        image.Read(row.Bytes);
        var (expected, header) = (Coefficients.Of(image), image.Header);
        foreach (var rowsKept in new[] { 1, 2, 3, 5, 1000 })
        {
            var consumer = new RowConsumer(header, expected, rowsKept);
            image.Open(row.Bytes);
            image.ReadScans(row.Bytes, JpegReadOptions.Default, ref consumer);
            consumer.AssertComplete();
        }
    }

    [TestCaseSource(typeof(CoefficientRow), nameof(CoefficientRow.HuffmanCoded))]
    public void ReadScans_TruncatedFileLeniently_GivesTheConsumerWhatReadGives(CoefficientRow row)
    {
        var image = new CoefficientImage(Lenient);
        for (var part = 1; part < 10; part++)
        {
            var (start, end) = (ScanStarts(row.Bytes)[0], ScanEnds(row.Bytes)[^1]);
            var jpeg = row.Bytes[..(start + (end - start) * part / 10)];
            if (Attempt.Read(image, jpeg) is not null) continue;                      // a DNL segment that is cut off
            var (expected, damage) = (Coefficients.Of(image), image.Damage);
            var consumer = new RowConsumer(image.Header, expected, rowsKept: 1);
            image.Open(jpeg);
            image.ReadScans(jpeg, Lenient, ref consumer);
            consumer.AssertComplete();
            Assert.That(image.Damage, Is.EqualTo(damage));
        }
    }

    [Test]
    public void ReadScans_ConsumerOfFewRowsOfARandomFile_SeesTheRowsItAskedFor([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var coded = CodedImage.Random(random);
        var image = new CoefficientImage();
        var scan = new CodedScan([.. Enumerable.Range(0, coded.Components.Count)]) { RestartInterval = random.Next(5) };
        var jpeg = JpegEncoder.Encode(coded, random, false, scan);
        foreach (var rowsKept in new[] { 1, 2, 3, 5 })
        {
            var consumer = new RowConsumer(image.Open(jpeg), coded.Flatten(), rowsKept);
            image.ReadScans(jpeg, JpegReadOptions.Default, ref consumer);
            consumer.AssertComplete();
        }
    }

    [Test]
    public void ReadScans_SequentialInterleavedFile_HoldsFewRows()
    {
        var jpeg = new JpegBuilder().Quantization().Frame(Marker.Sof0, 4096, 4096, 8, (1, 1, 1)).ZeroTables().Scan([0, 63, 0], 1)
            .ZeroBlocks(512 * 512).End();
        var image = new CoefficientImage();
        var consumer = default(Discard);
        image.Open(jpeg);
        image.ReadScans(jpeg, JpegReadOptions.Default, ref consumer);
        Assert.That(image.BufferBytes, Is.LessThan(jpeg.Length * 5L / 4 + 4096 + 512 * 128 + 256), "one row of blocks, and the data");
    }

    /// <summary>Compares the rows that it may look at with those of the whole image.</summary>
    private sealed class RowConsumer(JpegHeader header, short[] expected, int rowsKept) : ICoefficientConsumer
    {
        private readonly int[] rowsSeen = new int[header.ComponentCount];

        public void Begin(in JpegHeader header) => Array.Clear(rowsSeen);

        public int RowsKept(int component) => rowsKept;

        public void RowsDecoded(int component, ComponentBuffer buffer, int rows)
        {
            var last = Math.Min(rows, header[component].HeightInBlocks);
            if (rows <= rowsSeen[component]) Assert.Fail($"component {component}: {rows} rows after {rowsSeen[component]}");
            // Up to any row that has become final, the last ones.
            for (var row = Math.Max(0, rowsSeen[component] + 1 - rowsKept); row < last; row++)
                if (!new ReadOnlySpan<short>(buffer.Row(row), Width(component))
                    .SequenceEqual(expected.AsSpan(Start(component) + row * Width(component), Width(component))))
                    Assert.Fail($"component {component}, row {row} of {rows}, {rowsKept} kept");
            rowsSeen[component] = rows;
        }

        public void AssertComplete()
        {
            for (var i = 0; i < rowsSeen.Length; i++)
                Assert.That(rowsSeen[i], Is.GreaterThanOrEqualTo(header[i].HeightInBlocks), $"component {i}");
        }

        private int Width(int component) => header[component].WidthInBlocks * 64;

        private int Start(int component) => Enumerable.Range(0, component).Sum(i => Width(i) * header[i].HeightInBlocks);
    }
}
