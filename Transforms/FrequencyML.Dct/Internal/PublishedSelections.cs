namespace FrequencyML.Dct.Internal;

/// <summary>
/// The channel sets of the authors' released models. Each is a staircase: for every vertical frequency v = 0, 1, ... the number of
/// horizontal frequencies kept, from u = 0 on.
/// </summary>
/// <remarks>Source: Xu et al., "Learning in the Frequency Domain", CVPR 2020; the sets of the released checkpoints.</remarks>
internal static class PublishedSelections
{
    public static IReadOnlyDictionary<int, ChannelSelection> All { get; } = new[]
    {
        Staircase(luma: [2, 2], chroma: [1]),
        Staircase(luma: [4, 4, 4, 4], chroma: [2, 2]),
        Staircase(luma: [5, 5, 5, 4, 3], chroma: [3, 2]),
        Staircase(luma: [6, 6, 6, 6, 4, 4], chroma: [3, 3, 2]),
        Staircase(luma: [7, 7, 6, 6, 6, 6, 6], chroma: [3, 3, 2, 2]),
        ChannelSelection.All,
    }.ToDictionary(selection => selection.Count);

    private static ChannelSelection Staircase(int[] luma, int[] chroma) => new(
        from component in Enum.GetValues<ColorComponent>()
        let widths = component == ColorComponent.Y ? luma : chroma
        from v in Enumerable.Range(0, widths.Length)
        from u in Enumerable.Range(0, widths[v])
        select new DctChannel(component, v, u));
}
