using System.Globalization;
using System.Text.Unicode;
using CsvHelper;
using FrequencyML.Models;

namespace FrequencyML.Scoring.Rows;

/// <summary>Reads what <see cref="CsvRowWriter"/> writes.</summary>
internal static class CsvRowReader
{
    private static readonly CsvReaderOptions Strict = new()
    {
        Separator = ',',                                                              // not guessed from the first lines
        SkipEmptyLines = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        MaxRecordSize = RowText.MaxBytes,                                             // a quote too many makes one row of all that follow
        TrackLineNumbers = true,
    };

    /// <exception cref="InvalidDataException">The file has other columns, or a row cannot be read.</exception>
    public static IEnumerable<ScoreRow> Read(Stream stream, RowColumns? columns)
    {
        RowText.RequireLastLineFeed(stream);                                          // or the last cell may be cut off
        using var reader = CsvReader.Create(stream, Strict, leaveOpen: true);
        var found = RowColumns.Of(Header(reader), columns);
        while (Next(reader, found) is { } row) yield return row;
    }

    private static IReadOnlyList<string> Header(CsvReader reader)
    {
        try
        {
            reader.ReadHeader();
            return reader.Headers ?? [];
        }
        catch (CsvFormatException error)
        {
            throw new InvalidDataException("The file has no header line: it is no CSV.", error);
        }
    }

    private static ScoreRow? Next(CsvReader reader, RowColumns columns)
    {
        try
        {
            return reader.Read() ? Row(reader, columns) : null;
        }
        catch (CsvFormatException error)
        {
            throw new InvalidDataException(error.Message, error);                     // names the line
        }
        catch (FormatException error)
        {
            throw new InvalidDataException($"Line {reader.LineNumber} is no row: {error.Message}.", error);
        }
    }

    private static ScoreRow Row(CsvReader reader, RowColumns columns)
    {
        if (!Utf8.IsValid(reader.RawRecord)) throw new FormatException("it is not UTF-8");
        var next = 0;
        var index = long.TryParse(Cell(), NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : throw NoNumber(RowColumns.Row);
        var path = SpreadsheetText.Restore(Cell());
        string label = Cell(), score = Cell();
        var top = TopList.Parse(SpreadsheetText.Restore(Cell()));
        if (SpreadsheetText.Restore(label) != (top.Length > 0 ? top[0].Label : "") || score != (top.Length > 0 ? top[0].Score.ToString(CultureInfo.InvariantCulture) : ""))
            throw RowText.NotTheBest();
        var gateOpen = Cell() is not { Length: > 0 } open ? (int?)null
            : int.TryParse(open, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw NoNumber(RowColumns.GateOpen);
        var error = Cell() is { Length: > 0 } text ? SpreadsheetText.Restore(text) : null;
        return new(index, new ImageScore
        {
            Path = path,
            Top = top,
            GateOpen = gateOpen,
            Error = error,
            Embedding = columns.Embedding ? Vector() : null,
            Channels = columns.Channels ? Vector() : null,
        });

        string Cell() => reader.GetString(next++);

        ReadOnlyMemory<float>? Vector()
        {
            var cell = reader.GetSpan(next++);
            if (cell.IsEmpty) return null;
            return VectorText.Parse(cell);
        }
    }

    private static FormatException NoNumber(string column) => new($"its {column} is no whole number from 0");
}
