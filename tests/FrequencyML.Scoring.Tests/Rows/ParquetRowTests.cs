using FrequencyML.Scoring.Rows;
using NUnit.Framework;
using Parquet;

namespace FrequencyML.Scoring.Tests.Rows;

public sealed class ParquetRowTests
{
    private static readonly RowColumns Everything = new(Embedding: true, Channels: true);

    [Test]
    public async Task Write_ManyRows_EndsGroupsByRowsAndByBytes()
    {
        var plain = Enumerable.Range(0, ParquetRowWriter.MaxRows + 1).Select(i => new ScoreRow(i, new() { Path = $"{i}" })).ToArray();
        await AssertGroups(plain, new(), ParquetRowWriter.MaxRows, 1);
        // 2 MiB each, and the bytes of a row's fixed columns: the eighth is too much.
        var vector = new ReadOnlyMemory<float>(new float[1 << 18]);
        var long8 = Enumerable.Range(0, 8).Select(i => new ScoreRow(i, new() { Path = "", Embedding = vector, Channels = vector })).ToArray();
        await AssertGroups(long8, Everything, 7, 1);
        await AssertGroups(long8, new(Channels: true), 8);
        var longest = new ScoreRow(0, new() { Path = "", Channels = new float[ParquetRowWriter.MaxBytes / sizeof(float) + 1] });
        await AssertGroups([longest, longest], new(Channels: true), 1, 1);
    }

    [Test]
    public void Write_WithFlushes_GivesTheSameBytes()
    {
        using var stream = new MemoryStream();
        using (var writer = new ParquetRowWriter(stream, Everything))
        {
            foreach (var row in OddRows.All(Everything))
            {
                writer.Write(row);
                writer.Flush();
            }
        }
        Assert.That(stream.ToArray(), Is.EqualTo(OddRows.Write(RowFormat.Parquet, OddRows.All(Everything), Everything)));
    }

    [Test]
    public async Task Write_Texts_HaveNoBoundsThatReadersWouldCompareOtherwise()
    {
        using var stream = new MemoryStream(OddRows.Write(RowFormat.Parquet, OddRows.All(new()), new()));
        await using var reader = await ParquetReader.CreateAsync(stream);
        var columns = reader.RowGroups.Single().RowGroup.Columns.ToDictionary(column => string.Join('.', column.MetaData!.PathInSchema), column => column.MetaData!.Statistics!);
        Assert.That(columns.Where(column => column.Value.MinValue is not null).Select(column => column.Key), Is.SupersetOf(new[] { "row", "gate_open" }));
        Assert.That(columns.Where(column => column.Value.MinValue is null && column.Value.Min is null).Select(column => column.Key), Is.SupersetOf(new[] { "path", "label", "top_k.list.element.label", "error" }));
        Assert.That(columns["error"].NullCount, Is.Positive);
    }

    [Test]
    public async Task Read_FileOfAnotherProgram_Throws()
    {
        using var stream = new MemoryStream();
        var fields = new ParquetColumns(new());
        await using (await ParquetWriter.CreateAsync(fields.Schema, stream)) { }
        Assert.That(() => OddRows.Read(RowFormat.Parquet, stream.ToArray(), new()), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("another program"));
    }

    [Test]
    public void Append_Parts_AreTheStandardChecksum()
    {
        // The check value of CRC-32C (iSCSI) in the catalogue of parametrised CRC algorithms.
        var checksum = ParquetChecksum.Append(ParquetChecksum.Append(ParquetChecksum.Start, "1"u8), "23456789"u8);
        Assert.That(~checksum, Is.EqualTo(0xE3069283));
    }

    private static async Task AssertGroups(ScoreRow[] rows, RowColumns columns, params long[] expected)
    {
        using var stream = new MemoryStream(OddRows.Write(RowFormat.Parquet, rows, columns));
        await using var reader = await ParquetReader.CreateAsync(stream);
        Assert.That(reader.RowGroups.Select(group => group.RowCount), Is.EqualTo(expected));
        Assert.That(RowFormat.Parquet.Read(stream, columns).Select(row => row.Index), Is.EqualTo(rows.Select(row => row.Index)));
    }
}
