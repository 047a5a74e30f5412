using System.Globalization;
using FrequencyML.Shared;

namespace FrequencyML.Dct.Internal;

/// <summary>The text form of a <see cref="ChannelSelection"/>: published name, <c>low:y,cb,cr</c>, or a list with ranges.</summary>
internal static class ChannelSelectionText
{
    private const string LowPrefix = "low:";

    /// <summary>The longest text: all channels one by one take a thousand characters.</summary>
    private const int MaxLength = 1 << 14;

    public static string Format(ChannelSelection selection)
    {
        if (PublishedSelections.All.TryGetValue(selection.Count, out var published) && published.Equals(selection))
            return selection.Count.ToString(CultureInfo.InvariantCulture);
        var parts = new List<string>();
        for (int first = 0, next; first < selection.Count; first = next)
        {
            for (next = first + 1; next < selection.Count && Follows(selection[next - 1], selection[next]);) next++;
            var last = selection[next - 1];
            parts.Add(next - first == 1
                ? selection[first].ToString()
                : string.Create(CultureInfo.InvariantCulture, $"{selection[first]}-{last.Index % DctChannel.PerComponent}"));
        }
        return string.Join(',', parts);

        static bool Follows(DctChannel before, DctChannel after) => after.Component == before.Component && after.Index == before.Index + 1;
    }

    public static ChannelSelection Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength) throw new FormatException($"A channel selection has at most {MaxLength} characters; this text has {text.Length}.");
        var trimmed = text.Trim();
        try
        {
            if (int.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var published)) return ChannelSelection.Published(published);
            if (trimmed.StartsWith(LowPrefix, StringComparison.OrdinalIgnoreCase)) return ParseLow(trimmed[LowPrefix.Length..]);
            return new ChannelSelection(trimmed.Split(',').SelectMany(ParseRange));
        }
        catch (ArgumentException error)
        {
            throw Malformed(text, ErrorText.Of(error), error);
        }
        catch (FormatException error)
        {
            throw Malformed(text, error.Message, error);
        }
    }

    private static ChannelSelection ParseLow(string counts)
    {
        var parts = counts.Split(',');
        if (parts.Length != 3) throw new FormatException($"'{LowPrefix}' takes three counts, of Y, Cb and Cr.");
        return ChannelSelection.LowFrequency(ParseNumber(parts[0]), ParseNumber(parts[1]), ParseNumber(parts[2]));
    }

    private static IEnumerable<DctChannel> ParseRange(string part)
    {
        var range = part.Trim();
        var digits = range.IndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        if (digits < 1 || !Enum.TryParse<ColorComponent>(range[..digits], ignoreCase: true, out var component) || !char.IsLetter(range[0]))
            throw new FormatException($"'{range}' does not begin with Y, Cb or Cr and a number.");
        var ends = range[digits..].Split('-');
        if (ends.Length > 2) throw new FormatException($"'{range}' is not a number or a range.");
        int first = ParseNumber(ends[0]), last = ParseNumber(ends[^1]);
        if (first > last || last >= DctChannel.PerComponent) throw new FormatException($"'{range}' is not a range within 0-63.");
        return Enumerable.Range(first, last - first + 1).Select(index => new DctChannel(component, index / 8, index % 8));
    }

    private static int ParseNumber(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text}' is not a number.");

    private static FormatException Malformed(string text, string reason, Exception inner) => new(
        $"'{text}' is not a channel selection: {reason} Expected 6, 24, 32, 48, 64, 192, low:16,4,4 or a list such as Y0-3,Cb0,Cr0.", inner);
}
