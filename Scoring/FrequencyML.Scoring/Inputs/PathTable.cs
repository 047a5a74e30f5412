using CsvHelper;

namespace FrequencyML.Scoring.Inputs;

/// <summary>Paths in a column of a CSV file with a header line; other columns are not looked at.</summary>
internal static class PathTable
{
    /// <summary>The longest record, with the columns that are not looked at: a quote too many would make one of the whole file.</summary>
    private const int MaxRecordLength = 16 << 20;

    /// <summary>Reads the column, a path a record, as it is asked for.</summary>
    /// <param name="file">The CSV file: RFC 4180, UTF-8.</param>
    /// <param name="column">The name of the column.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It has no such column, or is no CSV.</exception>
    public static IEnumerable<string> Read(string file, string column)
    {
        using var stream = File.OpenRead(file);
        using var reader = CsvReader.Create(stream, new CsvReaderOptions
        {
            Separator = ',',
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
            MissingField = CsvMissingFieldHandling.Throw,
            MaxRecordSize = MaxRecordLength,
        });
        var index = Find(reader, file, column);
        while (Next(reader, file))
        {
            var path = reader.GetString(index);
            if (path.Length > PathList.MaxLength) throw new InvalidDataException($"'{file}' has a path of {path.Length} characters; expected at most {PathList.MaxLength}.");
            yield return path;
        }
    }

    private static int Find(CsvReader reader, string file, string column)
    {
        try
        {
            reader.ReadHeader();
        }
        catch (CsvFormatException error)
        {
            throw new InvalidDataException($"'{file}' is no CSV: {error.Message}", error);
        }
        return (reader.Headers ?? []).ToList().IndexOf(column) is var index and >= 0
            ? index
            : throw new InvalidDataException(reader.Headers is not { Count: > 0 } ? $"'{file}' is empty; expected a header line with a column '{column}'." : $"'{file}' has no column '{column}'; it has {string.Join(", ", reader.Headers ?? [])}. Give the name of the paths' column by --column.");
    }

    private static bool Next(CsvReader reader, string file)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException error)
        {
            throw new InvalidDataException($"'{file}' is no CSV: {error.Message}", error);
        }
    }
}
