using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FrequencyML.Scoring.Rows;

/// <summary>
/// Rows as newline-delimited JSON, UTF-8: one object a line with all columns in order, null for what is missing. JSON has no numbers for NaN and infinities:
/// they are the strings <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>.
/// </summary>
internal sealed class NdjsonRowWriter : RowWriter
{
    private const int BufferSize = 1 << 16;

    // What is escaped beyond JSON's own rules is for HTML; here it would only make names unreadable.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Stream stream;
    private readonly ArrayBufferWriter<byte> buffer = new(2 * BufferSize);
    private readonly Utf8JsonWriter writer;
    private readonly RowColumns columns;

    public NdjsonRowWriter(Stream stream, RowColumns columns)
    {
        this.columns = columns;
        this.stream = stream;
        writer = new Utf8JsonWriter(buffer, Readable);                                // on a stream, it would flush that after each row
    }

    protected override void WriteRow(ScoreRow row)
    {
        var image = row.Image;
        writer.WriteStartObject();
        writer.WriteNumber(RowColumns.Row, row.Index);
        writer.WriteString(RowColumns.Path, image.Path);
        if (image.Top.Count == 0)
        {
            writer.WriteNull(RowColumns.Label);
            writer.WriteNull(RowColumns.Score);
        }
        else
        {
            WriteEntry(image.Top[0].Label, image.Top[0].Score);
        }
        writer.WriteStartArray(RowColumns.TopK);
        foreach (var (label, score) in image.Top)
        {
            writer.WriteStartObject();
            WriteEntry(label, score);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        if (image.GateOpen is { } open) writer.WriteNumber(RowColumns.GateOpen, open);
        else writer.WriteNull(RowColumns.GateOpen);
        writer.WriteString(RowColumns.Error, image.Error);
        if (columns.Embedding) WriteVector(RowColumns.EmbeddingName, image.Embedding);
        if (columns.Channels) WriteVector(RowColumns.ChannelsName, image.Channels);
        writer.WriteEndObject();
        writer.Flush();
        writer.Reset();
        buffer.Write("\n"u8);
        if (buffer.WrittenCount >= BufferSize) WriteBuffer();
    }

    protected override void FlushRows()
    {
        WriteBuffer();
        stream.Flush();
    }

    protected override void End()
    {
        writer.Dispose();
        FlushRows();
    }

    private void WriteBuffer()
    {
        stream.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }

    private void WriteEntry(string label, float score)
    {
        writer.WriteString(RowColumns.Label, label);
        writer.WritePropertyName(RowColumns.Score);
        WriteValue(score);
    }

    private void WriteVector(string name, ReadOnlyMemory<float>? vector)
    {
        if (vector is not { } values)
        {
            writer.WriteNull(name);
            return;
        }
        writer.WriteStartArray(name);
        foreach (var value in values.Span) WriteValue(value);
        writer.WriteEndArray();
    }

    private void WriteValue(float value)
    {
        if (float.IsFinite(value)) writer.WriteNumberValue(value);
        else writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }
}
