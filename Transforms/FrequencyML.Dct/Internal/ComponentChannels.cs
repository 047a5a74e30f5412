namespace FrequencyML.Dct.Internal;

/// <summary>The selected channels of one component, by the axes that compute them.</summary>
/// <param name="Component">Y, Cb or Cr.</param>
/// <param name="VerticalFrequencies">The vertical frequencies that occur, as bits.</param>
/// <param name="HorizontalFrequencies">The horizontal frequencies that occur, as bits.</param>
/// <param name="Channels">Per channel the rank of its frequencies among those that occur, and its place in the tensor.</param>
internal sealed record ComponentChannels(
    ColorComponent Component, byte VerticalFrequencies, byte HorizontalFrequencies, (int V, int U, int Place)[] Channels)
{
    /// <summary>Splits a selection by component; components without a channel are left out.</summary>
    public static ComponentChannels[] Group(ChannelSelection selection) =>
        [.. selection.Select((channel, place) => (channel, place)).GroupBy(pair => pair.channel.Component).Select(group =>
        {
            var vertical = group.Aggregate(0, (bits, pair) => bits | 1 << pair.channel.V);
            var horizontal = group.Aggregate(0, (bits, pair) => bits | 1 << pair.channel.U);
            return new ComponentChannels(group.Key, (byte)vertical, (byte)horizontal,
                [.. group.Select(pair => (Rank(vertical, pair.channel.V), Rank(horizontal, pair.channel.U), pair.place))]);
        })];

    /// <summary>
    /// The place in the tensor by the ranks of vertical and horizontal frequency, <c>[v, u]</c>, row-major; -1 where not selected.
    /// </summary>
    public int[] Places { get; } = PlacesOf(Channels, int.PopCount(VerticalFrequencies), int.PopCount(HorizontalFrequencies));

    private static int[] PlacesOf((int V, int U, int Place)[] channels, int vertical, int horizontal)
    {
        var places = new int[vertical * horizontal];
        Array.Fill(places, -1);
        foreach (var (v, u, place) in channels) places[v * horizontal + u] = place;
        return places;
    }

    private static int Rank(int bits, int frequency) => int.PopCount(bits & ((1 << frequency) - 1));
}
