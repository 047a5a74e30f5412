using FrequencyML.Dct;

namespace FrequencyML.Transforms.Internal;

/// <summary>The extractor for a row's options text. One mapping sees one text, so the last one is all that is kept.</summary>
/// <remarks>Used by all parallel cursors at once; two of them may both create the extractor, and either one serves.</remarks>
internal sealed class ExtractorCache
{
    private volatile Entry? last;

    /// <exception cref="FormatException">The text is not a form of <see cref="DctChannelsOptions"/>.</exception>
    public DctChannelExtractor Get(ReadOnlyMemory<char> optionsText)
    {
        var entry = last;
        if (entry is null || !optionsText.Span.SequenceEqual(entry.Text))
        {
            var text = optionsText.ToString();
            var options = DctChannelsOptions.Parse(text);
            last = entry = new(text, new DctChannelExtractor(options.Selection, options.Geometry, options.Limits, options.Decoding));
        }
        return entry.Extractor;
    }

    private sealed record Entry(string Text, DctChannelExtractor Extractor);
}
