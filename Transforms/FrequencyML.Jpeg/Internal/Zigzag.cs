namespace FrequencyML.Jpeg.Internal;

/// <summary>The zigzag sequence of ITU-T T.81, figure 5: anti-diagonals from low to high frequency.</summary>
internal static class Zigzag
{
    private static readonly byte[] Order = Build();

    /// <summary>The natural index <c>v * 8 + u</c> at each zigzag index 0..63.</summary>
    public static ReadOnlySpan<byte> NaturalOrder => Order;

    private static byte[] Build() =>
        [.. from natural in Enumerable.Range(0, 64)
            let v = natural / 8
            let u = natural % 8
            orderby v + u, (v + u) % 2 == 0 ? u : v   // even diagonals run upwards, odd ones downwards
            select (byte)natural];
}
