namespace FrequencyML.Transforms.Internal;

/// <summary>What a row's options text means. One mapping sees one text, so the last one is all that is kept.</summary>
/// <remarks>Used by all parallel cursors at once; the text is parsed once, because it may hold a whole model.</remarks>
internal sealed class TextCache<T>(Func<string, T> parse)
    where T : class
{
    private readonly Lock gate = new();
    private volatile Entry? last;

    /// <exception cref="FormatException">The text has no meaning.</exception>
    public T Get(ReadOnlyMemory<char> text)
    {
        if (Find(text) is { } known) return known;
        lock (gate)
        {
            if (Find(text) is { } parsed) return parsed;
            var value = parse(text.ToString());
            last = new(text, value);
            return value;
        }
    }

    private T? Find(ReadOnlyMemory<char> text) =>
        // A constant column gives the same memory in every row, whose letters need not be compared then.
        last is { } entry && (text.Equals(entry.Text) || text.Span.SequenceEqual(entry.Text.Span)) ? entry.Value : null;

    private sealed record Entry(ReadOnlyMemory<char> Text, T Value);
}
