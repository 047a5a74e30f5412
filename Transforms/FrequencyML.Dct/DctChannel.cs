using System.Globalization;

namespace FrequencyML.Dct;

/// <summary>One frequency of one component: the plane that coefficient <c>block[v, u]</c> of every 8x8 block forms.</summary>
public readonly record struct DctChannel
{
    /// <summary>The channels of one component.</summary>
    public const int PerComponent = 64;

    /// <summary>All channels: 64 frequencies of Y, Cb and Cr.</summary>
    public const int Total = 3 * PerComponent;

    /// <summary>Creates a channel from its component and frequency.</summary>
    /// <param name="component">Y, Cb or Cr.</param>
    /// <param name="v">Vertical frequency (row of the block), 0..7.</param>
    /// <param name="u">Horizontal frequency (column of the block), 0..7.</param>
    /// <exception cref="ArgumentOutOfRangeException">A frequency outside 0..7, or an unknown component.</exception>
    public DctChannel(ColorComponent component, int v, int u)
    {
        if (!Enum.IsDefined(component)) throw new ArgumentOutOfRangeException(nameof(component), component, "A component is Y, Cb or Cr.");
        if (v is < 0 or > 7) throw new ArgumentOutOfRangeException(nameof(v), v, $"The vertical frequency is {v}; expected 0 to 7.");
        if (u is < 0 or > 7) throw new ArgumentOutOfRangeException(nameof(u), u, $"The horizontal frequency is {u}; expected 0 to 7.");
        Index = (int)component * PerComponent + v * 8 + u;
    }

    /// <summary>Creates a channel from its index.</summary>
    /// <param name="index">0..191: <c>component * 64 + v * 8 + u</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside 0..191.</exception>
    public DctChannel(int index)
    {
        if (index is < 0 or >= Total) throw new ArgumentOutOfRangeException(nameof(index), index, $"The channel index is {index}; expected 0 to 191.");
        Index = index;
    }

    /// <summary>The index 0..191: <c>component * 64 + v * 8 + u</c>.</summary>
    public int Index { get; }

    /// <summary>The component, Y, Cb or Cr.</summary>
    public ColorComponent Component => (ColorComponent)(Index / PerComponent);

    /// <summary>The vertical frequency, 0..7.</summary>
    public int V => Index % PerComponent / 8;

    /// <summary>The horizontal frequency, 0..7.</summary>
    public int U => Index % 8;

    /// <summary>The component and the index within it (v * 8 + u), for instance <c>Y0</c>, <c>Cb9</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Component}{Index % PerComponent}");
}
