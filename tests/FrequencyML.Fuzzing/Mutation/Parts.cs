namespace FrequencyML.Fuzzing.Mutation;

/// <summary>Finds where the parts of a format begin.</summary>
/// <param name="content">The bytes.</param>
/// <param name="starts">Receives the places in order.</param>
internal delegate void Splitter(ReadOnlySpan<byte> content, List<int> starts);

/// <summary>The parts that formats are made of: what is worth being left out, doubled or exchanged as a whole.</summary>
internal static class Parts
{
    /// <summary>JPEG: whatever begins with a marker, restarts included.</summary>
    public static void Segments(ReadOnlySpan<byte> content, List<int> starts)
    {
        for (var i = 0; i + 1 < content.Length; i++)
            if (content[i] == 0xFF && content[i + 1] is not (0 or 0xFF)) starts.Add(i++);
    }

    /// <summary>Tar: blocks of 512 bytes.</summary>
    public static void Blocks(ReadOnlySpan<byte> content, List<int> starts)
    {
        for (var i = 0; i < content.Length; i += 512) starts.Add(i);
    }

    /// <summary>Text: words and numbers, and each character between them.</summary>
    public static void Words(ReadOnlySpan<byte> content, List<int> starts)
    {
        var wasWord = false;
        for (var i = 0; i < content.Length; i++)
        {
            var isWord = char.IsAsciiLetterOrDigit((char)content[i]) || content[i] is (byte)'_' or >= 0x80;
            if (!isWord || !wasWord) starts.Add(i);
            wasWord = isWord;
        }
    }

    /// <summary>Zip: local headers, central headers and the end.</summary>
    public static void ZipRecords(ReadOnlySpan<byte> content, List<int> starts)
    {
        for (var i = 0; i + 4 <= content.Length; i++)
            if (content[i] == 'P' && content[i + 1] == 'K' && content[i + 2] < 9) starts.Add(i);
    }
}
