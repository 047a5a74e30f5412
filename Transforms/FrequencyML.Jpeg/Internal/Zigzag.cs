namespace FrequencyML.Jpeg.Internal;

/// <summary>The zigzag sequence of ITU-T T.81, figure 5: anti-diagonals from low to high frequency.</summary>
internal static class Zigzag
{
    private static readonly byte[] Order = Build();

    /// <summary>The natural index <c>v * 8 + u</c> at each zigzag index 0..63.</summary>
    public static ReadOnlySpan<byte> NaturalOrder => Order;

    /// <summary>
    /// The same for decoders that look an index up before they check it: 256 entries, of which those beyond 63 are 63. An end of block
    /// stores a 0 there, and a damaged run something that is noticed after the block.
    /// </summary>
    public static byte[] PaddedOrder { get; } = [.. Order, .. Enumerable.Repeat((byte)63, 256 - 64)];

    private static byte[] Build() =>
        [.. from natural in Enumerable.Range(0, 64)
            let v = natural / 8
            let u = natural % 8
            orderby v + u, (v + u) % 2 == 0 ? u : v   // even diagonals run upwards, odd ones downwards
            select (byte)natural];
}
