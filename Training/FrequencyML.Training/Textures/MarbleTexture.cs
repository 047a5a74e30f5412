namespace FrequencyML.Training.Textures;

/// <summary>Polished stone: soft clouds crossed by thin, branching, turbulent veins.</summary>
internal sealed class MarbleTexture : Texture
{
    private readonly float _frequency, _stretch, _turbulence, _width, _fineWidth, _strength, _fineStrength, _cloud, _veinTone, _veinAccent;
    private readonly float _gloss;
    private readonly uint _seed;

    /// <summary>Draws a slab.</summary>
    public MarbleTexture(TextureRandom random)
    {
        _frequency = random.Range(0.008f, 0.018f);
        _stretch = random.Range(1, 2.6f);
        _turbulence = random.Range(18, 45);
        _width = random.Range(0.035f, 0.1f);
        _fineWidth = random.Range(0.03f, 0.07f);
        _strength = random.Range(0.8f, 1.4f);
        _fineStrength = random.Range(0.25f, 0.8f);
        _cloud = random.Range(0.12f, 0.4f);
        _veinTone = random.Chance(0.6f) ? -1 : 1;
        _veinAccent = random.Chance(0.4f) ? random.Range(0.2f, 0.5f) : 0;
        _gloss = random.Range(0, 0.25f);
        _seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        float warpX = LatticeNoise.Fractal(x * 0.014f, y * 0.014f, _seed, 3);
        float warpY = LatticeNoise.Fractal(x * 0.014f, y * 0.014f, _seed + 10, 3);
        float px = x + (_turbulence * warpX), py = y + (_turbulence * warpY);
        float cloud = LatticeNoise.Fractal(px * 0.02f, py * 0.02f, _seed + 20, 2);

        float broad = LatticeNoise.Gradient(px * _frequency, py * _frequency * _stretch, _seed + 30);
        float fine = LatticeNoise.Gradient(px * _frequency * 2.3f, py * _frequency * 2.3f * _stretch, _seed + 40);
        float presence = Curves.SmoothStep(-0.35f, 0.3f, cloud);        // veins fade in and out
        float vein = (_strength * (0.35f + (0.65f * presence)) * Vein(broad, _width))
            + (_fineStrength * (1 - (0.7f * presence)) * Vein(fine, _fineWidth));
        vein = MathF.Min(vein, 1.3f);
        float haze = 0.25f * Vein(broad, 5 * _width);                       // the stain beside a vein
        float tone = (_cloud * cloud) + (_veinTone * ((1.1f * vein) + haze)) - (0.25f * _veinTone);
        return new SurfaceSample(0, tone, MathF.Min(vein, 1) * _veinAccent, _gloss);
    }

    /// <summary>1 on the noise's zero line, falling to about 0 a few widths away.</summary>
    private static float Vein(float noise, float width)
    {
        float ratio = noise / width;
        float bell = 1 / (1 + (ratio * ratio));
        return bell * bell;
    }
}
