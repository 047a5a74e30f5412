using System.Globalization;
using FrequencyML.Dct;

namespace FrequencyML.Training.Reports;

/// <summary>Channels chosen by how often a gate keeps them.</summary>
/// <param name="Rule">How they were chosen, in words.</param>
/// <param name="Ranked">The chosen channels, best first.</param>
internal sealed record ChannelChoice(string Rule, IReadOnlyList<KeptChannel> Ranked)
{
    /// <summary>The chosen channels in the order of their indices, so that equal sets make equal tensors.</summary>
    public ChannelSelection Selection => new(Ranked.Select(kept => kept.Channel).OrderBy(channel => channel.Index));

    /// <summary>The chosen channels that the gate closes for every image: it gives no reason to choose them.</summary>
    public int NeverKept => Ranked.Count(kept => kept.Share == 0);

    /// <summary>The channels that are kept most often.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The gate does not have that many channels.</exception>
    public static ChannelChoice Top(GateReport gate, int count)
    {
        var channels = gate.Channels.Count;
        if (count < 1 || count > channels)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"--top is {count}; the gate has {channels} channels, so 1 to {channels} can be kept.");
        return new($"the {count} of {channels} channels that are kept most often", [.. gate.Ranking.Take(count)]);
    }

    /// <summary>The channels that are kept by a share of the images, or a larger one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside 0..1, or no channel reaches it.</exception>
    public static ChannelChoice AtLeast(GateReport gate, double share)
    {
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, string.Create(CultureInfo.InvariantCulture, $"--threshold is {share}; expected 0 to 1."));
        var reached = gate.Ranking.TakeWhile(kept => kept.Share >= share).ToArray();
        if (reached.Length == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, string.Create(CultureInfo.InvariantCulture,
                $"No channel is kept by a share of {share} of the images; the largest share is {gate.Ranking[0].Share:0.####}."));
        }
        return new(string.Create(CultureInfo.InvariantCulture, $"the channels that at least {share} of the images keep"), reached);
    }

    /// <summary>Writes a selection file that says where it comes from.</summary>
    /// <param name="path">The file.</param>
    /// <param name="run">The name of the run.</param>
    /// <param name="images">What the images are called that the gate was measured on.</param>
    public void Write(string path, string run, string images) => SelectionFile.Write(path, Selection,
    [
        $"{Ranked.Count} channels from the gate of the run {run.ReplaceLineEndings(" ")}: {Rule}",
        $"channel, share of the {images} images that keep it, mean keep probability; best first",
        .. Ranked.Select(kept => string.Create(CultureInfo.InvariantCulture, $"{kept.Channel} {kept.Share:F4} {kept.Weight:F4}")),
    ]);

    /// <summary>What sets the choice apart from the published selection of its size; null if none of that size was published.</summary>
    public string? Difference
    {
        get
        {
            ChannelSelection published;
            try
            {
                published = ChannelSelection.Published(Ranked.Count);
            }
            catch (ArgumentOutOfRangeException)
            {
                return null;
            }
            var added = Selection.Except(published).ToArray();
            if (added.Length == 0) return $"These are the channels of the published selection {published}.";
            return $"Against the published selection {published}: {added.Length} {(added.Length == 1 ? "differs" : "differ")}: " +
                $"with {new ChannelSelection(added)}, without {new ChannelSelection(published.Except(Selection))}.";
        }
    }
}
