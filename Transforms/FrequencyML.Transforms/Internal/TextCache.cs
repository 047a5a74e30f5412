namespace FrequencyML.Transforms.Internal;

/// <summary>What a row's options text means. One mapping sees one text, so the last one is all that is kept.</summary>
/// <remarks>Used by all parallel cursors at once; two of them may both parse the text, and either result serves.</remarks>
internal sealed class TextCache<T>(Func<string, T> parse)
    where T : class
{
    private volatile Entry? last;

    /// <exception cref="FormatException">The text has no meaning.</exception>
    public T Get(ReadOnlyMemory<char> text)
    {
        var entry = last;
        // A constant column gives the same memory in every row, whose letters need not be compared then.
        if (entry is null || (!text.Equals(entry.Text) && !text.Span.SequenceEqual(entry.Text.Span)))
            last = entry = new(text, parse(text.ToString()));
        return entry.Value;
    }

    private sealed record Entry(ReadOnlyMemory<char> Text, T Value);
}
