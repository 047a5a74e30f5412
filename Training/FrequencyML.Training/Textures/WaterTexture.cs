namespace FrequencyML.Training.Textures;

/// <summary>Open water: crossing waves with glints, above a net of caustics in the shallows.</summary>
internal sealed class WaterTexture : Texture
{
    private readonly (float X, float Y, float Phase, float Amplitude)[] _waves;
    private readonly JitteredGrid _caustics;
    private readonly float _warp, _steepness, _gloss, _heightTone, _causticTone, _causticCell, _causticWidth, _accent;
    private readonly uint _seed;

    /// <summary>Draws a patch of water.</summary>
    public WaterTexture(TextureRandom random)
    {
        _waves = new (float, float, float, float)[random.Integer(5, 7)];
        float wind = random.NextUnit(), spread = random.Range(0.09f, 0.25f), longest = random.Range(45, 75);
        for (int i = 0; i < _waves.Length; i++)
        {
            float wavelength = longest * random.Range(0.85f, 1.1f) * (1 - (0.78f * i / (_waves.Length - 1)));
            float turns = wind + random.Range(-spread, spread);
            float amplitude = wavelength / longest * MathF.Sqrt(wavelength / longest);
            _waves[i] = (Curves.Cos(turns) / wavelength, Curves.Sin(turns) / wavelength, random.NextUnit(), amplitude);
        }

        _caustics = new JitteredGrid(random.NextSeed(), 0.9f);
        _warp = random.Range(8, 20);
        _steepness = random.Range(2.5f, 5.5f);
        _gloss = random.Range(0.4f, 1);
        _heightTone = random.Range(0.15f, 0.4f);
        _causticTone = random.Chance(0.5f) ? random.Range(0.4f, 0.9f) : 0;
        _causticCell = random.Range(28, 45);
        _causticWidth = random.Range(0.12f, 0.25f);
        _accent = random.Chance(0.4f) ? random.Range(0.2f, 0.6f) : 0;
        _seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        float warpX = _warp * LatticeNoise.Gradient(x * 0.017f, y * 0.017f, _seed);
        float warpY = _warp * LatticeNoise.Gradient(x * 0.017f, y * 0.017f, _seed + 1);
        float px = x + warpX, py = y + warpY;
        float swell = 0;
        foreach (var (directionX, directionY, phase, amplitude) in _waves)
        {
            float sine = Curves.Sin((directionX * px) + (directionY * py) + phase);
            swell += amplitude * (0.65f - MathF.Sqrt((sine * sine) + 0.04f)); // sharp crests, round troughs
        }

        float tone = (_heightTone * swell) - 0.15f;
        if (_causticTone > 0)
        {
            float bend = 1.5f * swell;
            tone += _causticTone * ((1.5f * CausticNet((px + warpY + bend) / _causticCell, (py - warpX + bend) / _causticCell)) - 0.4f);
        }

        return new SurfaceSample(_steepness * swell, tone, _accent * Curves.SmoothStep(0, 1.2f, swell), _gloss);
    }

    /// <summary>1 on the lines between cells, 0 inside them: light that the waves have focused.</summary>
    private float CausticNet(float x, float y)
    {
        int column = (int)MathF.Floor(x), row = (int)MathF.Floor(y);
        float first = 9, second = 9;
        for (int j = -1; j <= 1; j++)
        {
            for (int i = -1; i <= 1; i++)
            {
                ref readonly FeaturePoint point = ref _caustics[column + i, row + j];
                float dx = x - (column + i + point.X), dy = y - (row + j + point.Y);
                float distance = (dx * dx) + (dy * dy);
                if (distance < first)
                {
                    (first, second) = (distance, first);
                }
                else if (distance < second)
                {
                    second = distance;
                }
            }
        }

        float edge = (MathF.Sqrt(second) - MathF.Sqrt(first)) / _causticWidth;
        return 1 / (1 + (edge * edge));
    }
}
