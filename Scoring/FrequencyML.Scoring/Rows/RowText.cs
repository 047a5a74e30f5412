namespace FrequencyML.Scoring.Rows;

/// <summary>What the readers of the two text formats share.</summary>
internal static class RowText
{
    /// <summary>The most bytes that a row may have, so that damage cannot take all memory: those of some 20 million values.</summary>
    public const int MaxBytes = 1 << 28;

    /// <summary>Looks whether the last line is whole.</summary>
    /// <param name="stream">Seekable; its position stays.</param>
    /// <exception cref="InvalidDataException">The last byte is no line feed.</exception>
    public static void RequireLastLineFeed(Stream stream)
    {
        var start = stream.Position;
        if (stream.Length == start) return;
        stream.Seek(-1, SeekOrigin.End);
        if (stream.ReadByte() != '\n') throw CutOff();
        stream.Position = start;
    }

    public static InvalidDataException CutOff() => new("The file does not end with a line feed: its last row is cut off.");

    public static FormatException NotTheBest() => new($"its {RowColumns.Label} and {RowColumns.Score} are not the first of its {RowColumns.TopK}");
}
