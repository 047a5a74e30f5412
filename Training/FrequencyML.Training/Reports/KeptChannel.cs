using FrequencyML.Dct;

namespace FrequencyML.Training.Reports;

/// <summary>How often a gate keeps a channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Share">Of the images, 0..1.</param>
/// <param name="Weight">The mean keep probability, 0..1.</param>
internal readonly record struct KeptChannel(DctChannel Channel, double Share, double Weight)
{
    /// <summary>The place of each natural index <c>v * 8 + u</c> in the zigzag sequence.</summary>
    private static readonly int[] ZigzagIndices = BuildZigzagIndices();

    /// <summary>The place of the frequency in the zigzag sequence of ITU-T T.81, figure 5, 0..63.</summary>
    public int ZigzagIndex => ZigzagIndices[Channel.V * 8 + Channel.U];

    /// <summary>The diagonal of the zigzag sequence, <c>v + u</c>, 0..14.</summary>
    public int Band => Channel.V + Channel.U;

    private static int[] BuildZigzagIndices()
    {
        var indices = new int[DctChannel.PerComponent];
        foreach (var (place, channel) in ChannelSelection.LowFrequency(DctChannel.PerComponent, 0, 0).Index()) indices[channel.Index] = place;
        return indices;
    }
}
