namespace FrequencyML.Scoring.Rows;

/// <summary>Reads the lines of a file as bytes, without their line feeds.</summary>
/// <param name="stream">The file, from its start; stays open.</param>
internal sealed class LineReader(Stream stream)
{
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;

    /// <summary>The next line, valid until the next call; null after the last.</summary>
    /// <exception cref="InvalidDataException">The last line has no line feed, or a line is longer than <see cref="RowText.MaxBytes"/>.</exception>
    public ReadOnlyMemory<byte>? Next()
    {
        for (var searched = start; ;)
        {
            if (buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n') is var found and >= 0)
            {
                var line = buffer.AsMemory(start, searched + found - start);
                start = searched + found + 1;
                return line;
            }
            searched = MakeSpace();
            var count = stream.Read(buffer, end, buffer.Length - end);
            if (count == 0) return start == end ? null : throw RowText.CutOff();
            end += count;
        }
    }

    /// <summary>Moves the begun line to the buffer's start and doubles a buffer that is full; returns the line's end.</summary>
    private int MakeSpace()
    {
        buffer.AsSpan(start..end).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == RowText.MaxBytes) throw new InvalidDataException($"A line is longer than {RowText.MaxBytes >> 20} MiB.");
        if (end == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
        return end;
    }
}
