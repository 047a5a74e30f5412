namespace FrequencyML.Scoring.Rows;

/// <summary>What there is for each <see cref="RowFormat"/>: its extension, its writer and its reader.</summary>
internal static class RowFormats
{
    /// <summary>The extension of a format's files, with the dot.</summary>
    public static string Extension(this RowFormat format) => $".{format.ToString().ToLowerInvariant()}";

    /// <summary>The format that a file's extension asks for; null if it asks for none.</summary>
    public static RowFormat? OfFile(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => RowFormat.Csv,
        ".ndjson" or ".jsonl" => RowFormat.Ndjson,
        ".parquet" => RowFormat.Parquet,
        _ => null,
    };

    /// <summary>Begins a file.</summary>
    /// <param name="format">Its format.</param>
    /// <param name="stream">Receives the file; stays open.</param>
    /// <param name="columns">Its columns.</param>
    public static IRowWriter Write(this RowFormat format, Stream stream, RowColumns columns) => format switch
    {
        RowFormat.Csv => new CsvRowWriter(stream, columns),
        RowFormat.Ndjson => new NdjsonRowWriter(stream, columns),
        _ => new ParquetRowWriter(stream, columns),
    };

    /// <summary>Reads a file that <see cref="Write"/> made, as a stream.</summary>
    /// <param name="format">Its format.</param>
    /// <param name="stream">The file, from its start; stays open.</param>
    /// <param name="columns">Its columns; null for those that it has.</param>
    /// <exception cref="InvalidDataException">The file has other columns, or a row cannot be read; the message says which.</exception>
    public static IEnumerable<ScoreRow> Read(this RowFormat format, Stream stream, RowColumns? columns) => format switch
    {
        RowFormat.Csv => CsvRowReader.Read(stream, columns),
        RowFormat.Ndjson => NdjsonRowReader.Read(stream, columns),
        _ => ParquetRowReader.Read(stream, columns),
    };
}
