namespace FrequencyML.Benchmarks.Photographs;

/// <summary>How a shape looks: colour, shading, texture and what lies on it.</summary>
internal readonly record struct Surface
{
    /// <summary>0 (black) to 1 (white).</summary>
    public required float Luma { get; init; }

    /// <summary>Blue difference at full luma, about -0.3 to 0.3.</summary>
    public required float Cb { get; init; }

    /// <summary>Red difference at full luma, about -0.3 to 0.3.</summary>
    public required float Cr { get; init; }

    /// <summary>How much lighter or darker one end is than the middle, as a part of the luma.</summary>
    public required float Shading { get; init; }

    /// <summary>The contrast of the texture, as a part of the luma.</summary>
    public required float Texture { get; init; }

    /// <summary>Texture pixels a pixel: 1 is the finest texture, smaller is coarser.</summary>
    public required float Magnification { get; init; }

    /// <summary>Where in the tile the texture begins, column and row.</summary>
    public required (float X, float Y) TextureOrigin { get; init; }

    /// <summary>The part of the surface that small shapes may cover, 0 to 1.</summary>
    public required float Clutter { get; init; }

    /// <summary>How much narrower than long its small shapes are, 0 to 1, 1 for as wide as long.</summary>
    public required float Slenderness { get; init; }
}
