namespace FrequencyML.Training.Textures;

/// <summary>Polished stone: soft clouds crossed by thin, branching, turbulent veins.</summary>
internal sealed class MarbleTexture : Texture
{
    private readonly float frequency, stretch, turbulence, width, fineWidth, strength, fineStrength, cloud, veinTone, veinAccent;
    private readonly float gloss;
    private readonly uint seed;

    /// <summary>Draws a slab.</summary>
    public MarbleTexture(TextureRandom random)
    {
        frequency = random.Range(0.008f, 0.018f);
        stretch = random.Range(1, 2.6f);
        turbulence = random.Range(18, 45);
        this.width = random.Range(0.035f, 0.1f);
        fineWidth = random.Range(0.03f, 0.07f);
        strength = random.Range(0.8f, 1.4f);
        fineStrength = random.Range(0.25f, 0.8f);
        this.cloud = random.Range(0.12f, 0.4f);
        veinTone = random.Chance(0.6f) ? -1 : 1;
        veinAccent = random.Chance(0.4f) ? random.Range(0.2f, 0.5f) : 0;
        gloss = random.Range(0, 0.25f);
        seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        float warpX = LatticeNoise.Fractal(x * 0.014f, y * 0.014f, seed, 3);
        float warpY = LatticeNoise.Fractal(x * 0.014f, y * 0.014f, seed + 10, 3);
        float px = x + (turbulence * warpX), py = y + (turbulence * warpY);
        float cloud = LatticeNoise.Fractal(px * 0.02f, py * 0.02f, seed + 20, 2);

        float broad = LatticeNoise.Gradient(px * frequency, py * frequency * stretch, seed + 30);
        float fine = LatticeNoise.Gradient(px * frequency * 2.3f, py * frequency * 2.3f * stretch, seed + 40);
        float presence = Curves.SmoothStep(-0.35f, 0.3f, cloud);        // veins fade in and out
        float vein = (strength * (0.35f + (0.65f * presence)) * Vein(broad, this.width))
            + (fineStrength * (1 - (0.7f * presence)) * Vein(fine, fineWidth));
        vein = MathF.Min(vein, 1.3f);
        float haze = 0.25f * Vein(broad, 5 * this.width);                       // the stain beside a vein
        float tone = (this.cloud * cloud) + (veinTone * ((1.1f * vein) + haze)) - (0.25f * veinTone);
        return new SurfaceSample(0, tone, MathF.Min(vein, 1) * veinAccent, gloss);
    }

    /// <summary>1 on the noise's zero line, falling to about 0 a few widths away.</summary>
    private static float Vein(float noise, float width)
    {
        float ratio = noise / width;
        float bell = 1 / (1 + (ratio * ratio));
        return bell * bell;
    }
}
