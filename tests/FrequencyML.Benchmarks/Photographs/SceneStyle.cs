namespace FrequencyML.Benchmarks.Photographs;

/// <summary>What one photograph as a whole has: light, palette, how cluttered, how rough, how sharp, how noisy.</summary>
internal sealed record SceneStyle
{
    /// <summary>Draws a style; the ranges were tuned for the sizes of photographs at quality 90.</summary>
    public SceneStyle(Random random)
    {
        Clutter = 1.4f * random.NextSingle();
        Roughness = 0.02f + 0.5f * random.NextSingle() * random.NextSingle();
        Exposure = 0.30f + 0.35f * random.NextSingle();
        Contrast = 0.35f + 0.4f * random.NextSingle();
        Detail = 0.14f + 0.4f * random.NextSingle();
        Warmth = 0.06f * random.NextNormal();
        Colourfulness = 0.03f + 0.12f * random.NextSingle();
        Blur = 0.03f + 0.16f * random.NextSingle();
        Noise = 0.2f + 4.2f * random.NextSingle() * random.NextSingle();
    }

    /// <summary>How much of the surfaces small shapes cover, 0 to 1.</summary>
    public float Clutter { get; }

    /// <summary>The typical contrast of textures, as a part of the luma.</summary>
    public float Roughness { get; }

    /// <summary>The typical luma, 0 to 1.</summary>
    public float Exposure { get; }

    /// <summary>The deviation of the logarithm of luma between large shapes.</summary>
    public float Contrast { get; }

    /// <summary>The deviation of the logarithm of luma between a large shape and the small ones on it.</summary>
    public float Detail { get; }

    /// <summary>The mean place between blue (negative) and orange, on the scale of colour differences.</summary>
    public float Warmth { get; }

    /// <summary>The deviation of the colour differences between large shapes.</summary>
    public float Colourfulness { get; }

    /// <summary>The weight of each neighbour in the blur [b, 1 - 2b, b] along each axis.</summary>
    public float Blur { get; }

    /// <summary>The deviation of the sensor's noise at middle grey, in levels of 255.</summary>
    public float Noise { get; }

    /// <summary>The surface of a large shape.</summary>
    public Surface DrawSurface(Random random)
    {
        var warmth = Warmth + Colourfulness * random.NextNormal();       // colours vary most from blue to orange, as daylight does
        return new Surface
        {
            Luma = Limit(Exposure * MathF.Exp(Contrast * random.NextNormal())),
            Cb = -0.8f * warmth + 0.3f * Colourfulness * random.NextNormal(),
            Cr = 0.6f * warmth + 0.3f * Colourfulness * random.NextNormal(),
            Shading = 0.2f * random.NextNormal(),
            Texture = 1.4f * Roughness * MathF.Pow(random.NextSingle(), 3),         // most are smooth, a few rough
            Magnification = MathF.Pow(0.25f, random.NextSingle()),
            TextureOrigin = (FractalTile.Side * random.NextSingle(), FractalTile.Side * random.NextSingle()),
            Clutter = Clutter * random.NextSingle(),
            Slenderness = 0.2f + 0.8f * random.NextSingle(),
        };
    }

    /// <summary>The surface of a small shape on a large one, much like it.</summary>
    public Surface DrawDetail(Surface under, Random random) => under with
    {
        Luma = Limit(under.Luma * MathF.Exp(Detail * random.NextNormal())),
        Cb = under.Cb + 0.15f * Colourfulness * random.NextNormal(),
        Cr = under.Cr + 0.15f * Colourfulness * random.NextNormal(),
        Shading = 0.2f * random.NextNormal(),
    };

    private static float Limit(float luma) => Math.Clamp(luma, 0.04f, 0.95f);
}
