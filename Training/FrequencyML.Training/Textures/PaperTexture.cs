namespace FrequencyML.Training.Textures;

/// <summary>Paper: fine grain, short curved fibres, and the flat facets between creases.</summary>
internal sealed class PaperTexture : Texture
{
    /// <summary>Parallel creases of one direction are this many units apart.</summary>
    private const float CreaseDistance = 130;

    private readonly JitteredGrid fibres;
    private readonly (float X, float Y, float Offset, float Slope)[] creases;
    private readonly float cell, fibreWidth, fibreTone, fibreAccent, grain, grainSize, cloud, crackTone;
    private readonly uint seed;

    /// <summary>Draws a sheet.</summary>
    public PaperTexture(TextureRandom random)
    {
        this.fibres = new JitteredGrid(random.NextSeed(), 1);
        this.cell = random.Range(14, 24);
        fibreWidth = random.Range(0.65f, 1.15f) / this.cell;
        fibreTone = random.Range(0.35f, 0.8f) * (random.Chance(0.5f) ? 1 : -1);
        fibreAccent = random.Chance(0.3f) ? random.Range(0.3f, 0.8f) : 0;
        this.grain = random.Range(0.2f, 0.6f);
        grainSize = random.Range(0.18f, 0.4f);
        this.cloud = random.Range(0.03f, 0.15f);
        crackTone = random.Range(0.1f, 0.5f) * (random.Chance(0.7f) ? 1 : -1);
        seed = random.NextSeed();
        this.creases = new (float, float, float, float)[random.Chance(0.25f) ? 0 : random.Integer(2, 5)];
        for (int i = 0; i < this.creases.Length; i++)
        {
            float turns = random.NextUnit();
            float slope = random.Range(0.05f, 0.22f) * (random.Chance(0.5f) ? 1 : -1);
            this.creases[i] = (Curves.Cos(turns) / CreaseDistance, Curves.Sin(turns) / CreaseDistance, random.NextUnit(), slope);
        }
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        float grain = LatticeNoise.Fractal(x * grainSize, y * grainSize, seed, 2);
        float cloud = LatticeNoise.Gradient(x * 0.03f, y * 0.03f, seed + 5);
        float height = this.grain * grain;
        float tone = (this.cloud * cloud) + (0.08f * grain);
        foreach (var (directionX, directionY, offset, slope) in this.creases)
        {
            float position = (directionX * x) + (directionY * y) + offset + (0.006f * cloud);
            float triangle = MathF.Abs((2 * Curves.Fraction(position)) - 1); // 1 and 0 at the folds
            height += slope * CreaseDistance * 0.5f * triangle;
            float toFold = MathF.Min(triangle, 1 - triangle) * 0.5f * CreaseDistance;
            tone += crackTone * (1 - Curves.SmoothStep(0, 1.6f, toFold));
        }

        float fibre = Fibre(x / this.cell, y / this.cell);
        return new SurfaceSample(height + (0.4f * fibre), tone + (fibreTone * fibre), fibre * fibreAccent, 0);
    }

    /// <summary>1 on a fibre, 0 beside it; one bent fibre starts in every cell.</summary>
    private float Fibre(float x, float y)
    {
        int column = (int)MathF.Floor(x), row = (int)MathF.Floor(y);
        float strongest = 0;
        for (int j = -1; j <= 1; j++)
        {
            for (int i = -1; i <= 1; i++)
            {
                ref readonly FeaturePoint fibre = ref this.fibres[column + i, row + j];
                float dx = x - (column + i + fibre.X), dy = y - (row + j + fibre.Y);
                float along = (dx * fibre.DirectionX) + (dy * fibre.DirectionY);
                float across = (dy * fibre.DirectionX) - (dx * fibre.DirectionY) + (0.9f * fibre.Shape * ((along * along) - 0.2f));
                float length = 0.35f + (0.55f * fibre.Size);
                if (MathF.Abs(across) < 2 * fibreWidth && MathF.Abs(along) < length)
                {
                    float strength = (1 - Curves.SmoothStep(0.4f, 2, MathF.Abs(across) / fibreWidth)) * (0.4f + (0.6f * fibre.Depth));
                    strongest = MathF.Max(strongest, strength);
                }
            }
        }

        return strongest;
    }
}
