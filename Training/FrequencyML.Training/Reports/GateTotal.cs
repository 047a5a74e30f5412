namespace FrequencyML.Training.Reports;

/// <summary>The gate over a group of channels.</summary>
/// <param name="Channels">Their number.</param>
/// <param name="Open">The mean number of them that an image keeps.</param>
/// <param name="Share">The mean of their shares, 0..1.</param>
/// <param name="Weight">The mean of their weights, 0..1.</param>
internal sealed record GateTotal(int Channels, double Open, double Share, double Weight)
{
    public static GateTotal Of(IEnumerable<KeptChannel> channels)
    {
        var all = channels.ToArray();
        return new(all.Length, all.Sum(kept => kept.Share), all.Average(kept => kept.Share), all.Average(kept => kept.Weight));
    }
}
