using System.Buffers;
using System.Globalization;
using CsvHelper;

namespace FrequencyML.Scoring.Rows;

/// <summary>Rows as CSV: RFC 4180 with line feeds, UTF-8, a header line; texts by <see cref="SpreadsheetText"/>, empty cells for what is missing.</summary>
internal sealed class CsvRowWriter : RowWriter
{
    private readonly CsvWriter writer;
    private readonly RowColumns columns;
    private readonly ArrayBufferWriter<byte> vectorText = new();

    public CsvRowWriter(Stream stream, RowColumns columns)
    {
        this.columns = columns;
        writer = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        writer.WriteHeader([.. columns.Names]);
    }

    protected override void WriteRow(ScoreRow row)
    {
        var image = row.Image;
        writer.WriteField(row.Index);
        writer.WriteField(SpreadsheetText.Protect(image.Path));
        writer.WriteField(image.Top.Count > 0 ? SpreadsheetText.Protect(image.Top[0].Label) : "");
        writer.WriteField(image.Top.Count > 0 ? image.Top[0].Score.ToString(CultureInfo.InvariantCulture) : "");
        writer.WriteField(SpreadsheetText.Protect(TopList.Format(image.Top)));
        writer.WriteField(image.GateOpen);
        writer.WriteField(SpreadsheetText.Protect(image.Error ?? ""));
        if (columns.Embedding) WriteVector(image.Embedding);
        if (columns.Channels) WriteVector(image.Channels);
        writer.EndRecord();
    }

    protected override void FlushRows() => writer.Flush();

    protected override void End() => writer.Dispose();

    private void WriteVector(ReadOnlyMemory<float>? vector)
    {
        vectorText.ResetWrittenCount();
        if (vector is { } values) VectorText.Format(values.Span, vectorText);
        writer.WriteField(vectorText.WrittenSpan);
    }
}
