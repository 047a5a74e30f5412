using System.Collections;
using FrequencyML.Dct.Internal;
using FrequencyML.Jpeg.Internal;

namespace FrequencyML.Dct;

/// <summary>An ordered set of distinct channels: which frequencies a tensor <c>[C, H/8, W/8]</c> holds, and in which order.</summary>
/// <remarks>
/// Its text form is the name of a published set (<c>6</c>, <c>24</c>, <c>32</c>, <c>48</c>, <c>64</c>, <c>192</c>) or a list such as
/// <c>Y0-3,Y8-11,Cb0,Cr0</c>, where a number is <c>v * 8 + u</c>. <see cref="Parse"/> reads what <see cref="ToString"/> writes, and
/// <c>low:16,4,4</c> for <see cref="LowFrequency"/>; <see cref="Load"/> reads it from a file.
/// </remarks>
public sealed class ChannelSelection : IReadOnlyList<DctChannel>, IEquatable<ChannelSelection>
{
    private readonly DctChannel[] channels;

    /// <summary>Creates a selection from an explicit list.</summary>
    /// <param name="channels">At least one channel, none twice; the order is kept.</param>
    /// <exception cref="ArgumentException">The list is empty or names a channel twice.</exception>
    public ChannelSelection(IEnumerable<DctChannel> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        this.channels = [.. channels];
        if (this.channels.Length == 0) throw new ArgumentException("A selection has at least one channel.", nameof(channels));
        var seen = new HashSet<DctChannel>();
        foreach (var channel in this.channels)
            if (!seen.Add(channel)) throw new ArgumentException($"Channel {channel} is selected twice.", nameof(channels));
    }

    /// <summary>All 192 channels in the order of their indices.</summary>
    public static ChannelSelection All { get; } = new(Enumerable.Range(0, DctChannel.Total).Select(index => new DctChannel(index)));

    /// <summary>The number of channels, 1..192.</summary>
    public int Count => channels.Length;

    /// <summary>The channel at a place of the tensor's first dimension.</summary>
    /// <param name="index">0..<see cref="Count"/>-1.</param>
    /// <exception cref="IndexOutOfRangeException">The index is outside its range.</exception>
    public DctChannel this[int index] => channels[index];

    /// <summary>A selection published with the paper "Learning in the Frequency Domain", or all channels.</summary>
    /// <param name="count">6, 24 (the paper's main one), 32, 48, 64 or 192.</param>
    /// <exception cref="ArgumentOutOfRangeException">No set of that size was published.</exception>
    public static ChannelSelection Published(int count) =>
        PublishedSelections.All.TryGetValue(count, out var selection)
            ? selection
            : throw new ArgumentOutOfRangeException(nameof(count), count, "Published selections have 6, 24, 32, 48, 64 or 192 channels.");

    /// <summary>The lowest frequencies of each component in zigzag order (ITU-T T.81, figure 5).</summary>
    /// <param name="y">Number of luma channels, 0..64.</param>
    /// <param name="cb">Number of Cb channels, 0..64.</param>
    /// <param name="cr">Number of Cr channels, 0..64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is outside 0..64.</exception>
    /// <exception cref="ArgumentException">All counts are zero.</exception>
    public static ChannelSelection LowFrequency(int y, int cb, int cr)
    {
        return new(
        [
            .. Lowest(ColorComponent.Y, y, nameof(y)), .. Lowest(ColorComponent.Cb, cb, nameof(cb)), .. Lowest(ColorComponent.Cr, cr, nameof(cr)),
        ]);

        static IEnumerable<DctChannel> Lowest(ColorComponent component, int count, string parameter)
        {
            if (count is < 0 or > DctChannel.PerComponent)
                throw new ArgumentOutOfRangeException(parameter, count, $"{count} channels of {component} are selected; a component has 0 to 64.");
            return Zigzag.NaturalOrder[..count].ToArray().Select(index => new DctChannel(component, index / 8, index % 8));
        }
    }

    /// <summary>Reads a selection's text form; see the remarks of the class.</summary>
    /// <param name="text">For instance <c>24</c>, <c>low:16,4,4</c> or <c>Y0-3,Cb0,Cr0</c>.</param>
    /// <exception cref="FormatException">The text is none of these; the message names the part that is wrong.</exception>
    public static ChannelSelection Parse(string text) => ChannelSelectionText.Parse(text);

    /// <summary>Reads a selection file, as <c>frequencyml-train select</c> writes it.</summary>
    /// <param name="path">Text: a selection's text form on one line; empty lines and lines that begin with <c>#</c> are comments.</param>
    /// <exception cref="FormatException">
    /// There is not exactly one such line, or it is no selection; the message names the file and what is wrong.
    /// </exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static ChannelSelection Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var lines = File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').ToArray();
        if (lines.Length != 1) throw new FormatException($"'{path}' has {lines.Length} lines besides comments; expected one selection.");
        try
        {
            return Parse(lines[0]);
        }
        catch (FormatException error)
        {
            throw new FormatException($"'{path}': {error.Message}", error);
        }
    }

    /// <summary>The name of a published set where the channels and their order are the same, else the list with ranges.</summary>
    public override string ToString() => ChannelSelectionText.Format(this);

    /// <summary>Whether both select the same channels in the same order.</summary>
    public bool Equals(ChannelSelection? other) => other is not null && channels.AsSpan().SequenceEqual(other.channels);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ChannelSelection);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var channel in channels) hash.Add(channel.Index);
        return hash.ToHashCode();
    }

    /// <summary>Goes through the channels in the tensor's order.</summary>
    public IEnumerator<DctChannel> GetEnumerator() => ((IEnumerable<DctChannel>)channels).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
