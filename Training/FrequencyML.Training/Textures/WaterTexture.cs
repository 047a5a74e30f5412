namespace FrequencyML.Training.Textures;

/// <summary>Open water: crossing waves with glints, above a net of caustics in the shallows.</summary>
internal sealed class WaterTexture : Texture
{
    private readonly (float X, float Y, float Phase, float Amplitude)[] waves;
    private readonly JitteredGrid caustics;
    private readonly float warp, steepness, gloss, heightTone, causticTone, causticCell, causticWidth, accent;
    private readonly uint seed;

    /// <summary>Draws a patch of water.</summary>
    public WaterTexture(TextureRandom random)
    {
        this.waves = new (float, float, float, float)[random.Integer(5, 7)];
        float wind = random.NextUnit(), spread = random.Range(0.09f, 0.25f), longest = random.Range(45, 75);
        for (int i = 0; i < this.waves.Length; i++)
        {
            float wavelength = longest * random.Range(0.85f, 1.1f) * (1 - (0.78f * i / (this.waves.Length - 1)));
            float turns = wind + random.Range(-spread, spread);
            float amplitude = wavelength / longest * MathF.Sqrt(wavelength / longest);
            this.waves[i] = (Curves.Cos(turns) / wavelength, Curves.Sin(turns) / wavelength, random.NextUnit(), amplitude);
        }

        this.caustics = new JitteredGrid(random.NextSeed(), 0.9f);
        warp = random.Range(8, 20);
        steepness = random.Range(2.5f, 5.5f);
        gloss = random.Range(0.4f, 1);
        heightTone = random.Range(0.15f, 0.4f);
        causticTone = random.Chance(0.5f) ? random.Range(0.4f, 0.9f) : 0;
        causticCell = random.Range(28, 45);
        causticWidth = random.Range(0.12f, 0.25f);
        accent = random.Chance(0.4f) ? random.Range(0.2f, 0.6f) : 0;
        seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        float warpX = warp * LatticeNoise.Gradient(x * 0.017f, y * 0.017f, seed);
        float warpY = warp * LatticeNoise.Gradient(x * 0.017f, y * 0.017f, seed + 1);
        float px = x + warpX, py = y + warpY;
        float swell = 0;
        foreach (var (directionX, directionY, phase, amplitude) in this.waves)
        {
            float sine = Curves.Sin((directionX * px) + (directionY * py) + phase);
            swell += amplitude * (0.65f - MathF.Sqrt((sine * sine) + 0.04f)); // sharp crests, round troughs
        }

        float tone = (heightTone * swell) - 0.15f;
        if (causticTone > 0)
        {
            float bend = 1.5f * swell;
            tone += causticTone * ((1.5f * CausticNet((px + warpY + bend) / causticCell, (py - warpX + bend) / causticCell)) - 0.4f);
        }

        return new SurfaceSample(steepness * swell, tone, accent * Curves.SmoothStep(0, 1.2f, swell), gloss);
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
                ref readonly FeaturePoint point = ref this.caustics[column + i, row + j];
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

        float edge = (MathF.Sqrt(second) - MathF.Sqrt(first)) / causticWidth;
        return 1 / (1 + (edge * edge));
    }
}
