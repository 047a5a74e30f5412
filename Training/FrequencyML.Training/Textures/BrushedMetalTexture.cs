namespace FrequencyML.Training.Textures;

/// <summary>Brushed metal: fine, long, straight or evenly curved streaks under broad bands of reflected light.</summary>
internal sealed class BrushedMetalTexture : Texture
{
    private readonly float _length, _thickness, _strength, _band, _bandWidth, _radius, _gloss, _scratches, _accent;
    private readonly uint _seed;

    /// <summary>Draws a sheet.</summary>
    public BrushedMetalTexture(TextureRandom random)
    {
        _length = random.Factor(60, 240);
        _thickness = random.Range(1.7f, 3.2f);
        _strength = random.Range(0.35f, 0.85f);
        _band = random.Range(0.1f, 0.5f);
        _bandWidth = random.Range(60, 160);
        _radius = random.Chance(0.3f) ? random.Range(250, 700) : 0; // brushed in arcs
        _gloss = random.Range(0.1f, 0.5f);
        _scratches = random.Range(0, 0.6f);
        _accent = random.Chance(0.3f) ? random.Range(0.2f, 0.6f) : 0;
        _seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        if (_radius > 0)
        {
            float fromCenter = y + _radius + 2000;                      // the frame's origin lies within 2000 of 0
            // Half the speed along x flattens the circles: far from the middle the streaks would else run across x.
            y = MathF.Sqrt((0.25f * x * x) + (fromCenter * fromCenter));
        }

        float coarse = LatticeNoise.Gradient(x / (1.5f * _length), y / (2.6f * _thickness), _seed);
        float middle = LatticeNoise.Gradient(x / _length, y / _thickness, _seed + 1);
        float fine = LatticeNoise.Gradient(x / (0.6f * _length), y / (0.5f * _thickness), _seed + 2);
        float streak = (0.5f * coarse) + (0.8f * middle) + (0.6f * fine);
        float scratchNoise = LatticeNoise.Gradient(x / (2 * _length), y / (0.8f * _thickness), _seed + 3);
        float scratch = _scratches * Curves.SmoothStep(0.5f, 0.75f, MathF.Abs(scratchNoise)) * (scratchNoise < 0 ? -1 : 1);
        float band = LatticeNoise.Gradient(x / 900, y / _bandWidth, _seed + 4);
        float tone = (_strength * streak) + scratch + (_band * 1.6f * band);
        float gloss = _gloss * MathF.Max(0, 0.5f + (0.9f * band));
        return new SurfaceSample(0.25f * streak, tone, MathF.Max(0, coarse) * _accent, gloss);
    }
}
