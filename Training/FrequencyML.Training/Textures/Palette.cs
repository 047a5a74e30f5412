namespace FrequencyML.Training.Textures;

/// <summary>The colours of one image, drawn from one distribution for all classes.</summary>
internal sealed class Palette
{
    /// <summary>Hue families: middle and half width of the hue in turns, and the range of the saturation.</summary>
    private static readonly (float Hue, float Spread, float MinSaturation, float MaxSaturation)[] Families =
    [
        (0.07f, 0.03f, 0.25f, 0.60f), // warm brown
        (0.00f, 0.50f, 0.00f, 0.08f), // gray
        (0.28f, 0.08f, 0.15f, 0.55f), // green
        (0.58f, 0.06f, 0.15f, 0.60f), // blue
        (0.11f, 0.03f, 0.08f, 0.30f), // cream
        (0.01f, 0.03f, 0.25f, 0.60f), // reddish
        (0.48f, 0.06f, 0.10f, 0.40f), // teal
    ];

    private readonly LinearColor dark, middle, light, accentDark, accentLight;

    /// <summary>Draws the colours.</summary>
    public Palette(TextureRandom random)
    {
        int family = random.Index(Families.Length);
        int accentFamily = random.Chance(0.5f) ? family : random.Index(Families.Length);
        float contrast = random.Range(0.5f, 0.78f);
        this.middle = DrawHue(random, family);
        dark = LinearColor.Mix(this.middle, DrawHue(random, family), 0.5f) * (1 - contrast);
        light = LinearColor.Mix(this.middle, DrawHue(random, family), 0.5f) * (1 + (1.4f * contrast));

        // The accent is clearly darker or lighter than the base, or nothing but its hue would show it.
        float accentLuminance = random.Chance(0.5f) ? random.Range(0.3f, 0.6f) : random.Range(1.5f, 2.2f);
        LinearColor accent = DrawHue(random, accentFamily) * accentLuminance;
        accentDark = accent * (1 - (0.7f * contrast));
        accentLight = accent * (1 + (0.7f * contrast));
    }

    /// <summary>The surface's colour; its luminance is relative, the exposure sets the level.</summary>
    public LinearColor Shade(float tone, float accent)
    {
        tone = Math.Clamp(tone, -1, 1);
        LinearColor color = tone < 0 ? LinearColor.Mix(this.middle, dark, -tone) : LinearColor.Mix(this.middle, light, tone);
        return accent <= 0
            ? color
            : LinearColor.Mix(color, LinearColor.Mix(accentDark, accentLight, (0.5f * tone) + 0.5f), MathF.Min(accent, 1));
    }

    private static LinearColor DrawHue(TextureRandom random, int family)
    {
        var (hue, spread, minSaturation, maxSaturation) = Families[family];
        return LinearColor.FromHue(hue + random.Range(-spread, spread), random.Range(minSaturation, maxSaturation));
    }
}
