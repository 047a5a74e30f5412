namespace FrequencyML.Training.Textures;

/// <summary>Brushed metal: fine, long, straight or evenly curved streaks under broad bands of reflected light.</summary>
internal sealed class BrushedMetalTexture : Texture
{
    private readonly float length, thickness, strength, band, bandWidth, radius, gloss, scratches, accent;
    private readonly uint seed;

    /// <summary>Draws a sheet.</summary>
    public BrushedMetalTexture(TextureRandom random)
    {
        length = random.Factor(60, 240);
        thickness = random.Range(1.7f, 3.2f);
        strength = random.Range(0.35f, 0.85f);
        this.band = random.Range(0.1f, 0.5f);
        bandWidth = random.Range(60, 160);
        radius = random.Chance(0.3f) ? random.Range(250, 700) : 0; // brushed in arcs
        this.gloss = random.Range(0.1f, 0.5f);
        scratches = random.Range(0, 0.6f);
        accent = random.Chance(0.3f) ? random.Range(0.2f, 0.6f) : 0;
        seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        if (radius > 0)
        {
            float fromCenter = y + radius + 2000;                      // the frame's origin lies within 2000 of 0
            // Half the speed along x flattens the circles: far from the middle the streaks would else run across x.
            y = MathF.Sqrt((0.25f * x * x) + (fromCenter * fromCenter));
        }

        float coarse = LatticeNoise.Gradient(x / (1.5f * length), y / (2.6f * thickness), seed);
        float middle = LatticeNoise.Gradient(x / length, y / thickness, seed + 1);
        float fine = LatticeNoise.Gradient(x / (0.6f * length), y / (0.5f * thickness), seed + 2);
        float streak = (0.5f * coarse) + (0.8f * middle) + (0.6f * fine);
        float scratchNoise = LatticeNoise.Gradient(x / (2 * length), y / (0.8f * thickness), seed + 3);
        float scratch = scratches * Curves.SmoothStep(0.5f, 0.75f, MathF.Abs(scratchNoise)) * (scratchNoise < 0 ? -1 : 1);
        float band = LatticeNoise.Gradient(x / 900, y / bandWidth, seed + 4);
        float tone = (strength * streak) + scratch + (this.band * 1.6f * band);
        float gloss = this.gloss * MathF.Max(0, 0.5f + (0.9f * band));
        return new SurfaceSample(0.25f * streak, tone, MathF.Max(0, coarse) * accent, gloss);
    }
}
