using Parquet;

namespace FrequencyML.Scoring.Rows;

/// <summary>
/// Rows as Apache Parquet, Snappy-compressed. What is in memory is one row group, whose end depends on nothing but the rows, so that the same rows give the
/// same file; and the footer, some kilobyte for each row group. In front of the footer is <see cref="ParquetChecksum"/>.
/// </summary>
internal sealed class ParquetRowWriter : RowWriter
{
    /// <summary>The most rows of a group: enough for readers, which take a group for their unit of work, and few groups for the footer.</summary>
    internal const int MaxRows = 50_000;

    /// <summary>The most bytes of a group, but where one row has more; while a group is written, its levels and pages take several times as much.</summary>
    internal const int MaxBytes = 16 << 20;

    private readonly ChecksumStream file;
    private readonly ParquetWriter writer;
    private readonly ParquetRowGroup group;

    /// <param name="stream">Receives the file; need not be seekable.</param>
    /// <param name="columns">The columns.</param>
    public ParquetRowWriter(Stream stream, RowColumns columns)
    {
        file = new ChecksumStream(stream);
        var fields = new ParquetColumns(columns);
        group = new ParquetRowGroup(fields, columns);
        writer = ParquetWriter.CreateAsync(fields.Schema, file, fields.Options).GetAwaiter().GetResult();
    }

    protected override void WriteRow(ScoreRow row)
    {
        if (group.Rows == MaxRows || (group.Rows > 0 && group.Bytes + group.BytesOf(row.Image) > MaxBytes)) WriteGroup();
        group.Add(row);
    }

    /// <summary>Does nothing: where a row group ends must not depend on calls of this.</summary>
    protected override void FlushRows()
    {
    }

    protected override void End()
    {
        if (group.Rows > 0) WriteGroup();
        file.BeginFooter();
        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();                      // writes the footer
        file.EndFooter();
    }

    private void WriteGroup() => group.WriteAsync(writer).GetAwaiter().GetResult();
}
