namespace FrequencyML.Training.Textures;

/// <summary>Rounded stones of mixed sizes with dark gaps; where no large stone lies, small ones fill in.</summary>
internal sealed class GravelTexture : Texture
{
    private readonly JitteredGrid stones, pebbles;
    private readonly float cell, pebbleScale, missing, sizeSpread, gap, dome, facets, toneSpread, speckle, accentShare;
    private readonly float distortion, gloss;
    private readonly uint seed;

    /// <summary>Draws a bed of stones.</summary>
    public GravelTexture(TextureRandom random)
    {
        this.stones = new JitteredGrid(random.NextSeed(), 0.85f);
        pebbles = new JitteredGrid(random.NextSeed(), 0.85f);
        this.cell = random.Range(17, 30);
        pebbleScale = random.Range(1.8f, 2.6f);
        this.missing = random.Range(0, 0.5f);
        sizeSpread = random.Range(0, 0.35f);
        this.gap = random.Range(0.03f, 0.12f);
        dome = random.Range(3, 8);
        facets = random.Range(0, 4);
        toneSpread = random.Range(0.35f, 0.8f);
        speckle = random.Range(0, 0.3f);
        accentShare = random.Chance(0.6f) ? random.Range(0.1f, 0.5f) : 0;
        distortion = random.Range(0.02f, 0.12f);
        gloss = random.Chance(0.3f) ? random.Range(0.1f, 0.4f) : 0; // wet
        seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        float grain = LatticeNoise.Gradient(x * 0.35f, y * 0.35f, seed);
        x /= this.cell;
        y /= this.cell;
        x += distortion * LatticeNoise.Gradient(x * 2.5f, y * 2.5f, seed + 1);
        y += distortion * LatticeNoise.Gradient(x * 2.5f, y * 2.5f, seed + 2);
        return TryFindStone(this.stones, x, y, this.missing, out SurfaceSample stone, grain)
            || TryFindStone(pebbles, x * pebbleScale, y * pebbleScale, 0, out stone, grain)
            ? stone
            : new SurfaceSample(-1, -1 + (0.1f * grain), 0, 0);
    }

    /// <summary>The stone at a place in cells: a Voronoi cell with its size as weight, shrunk by the gap.</summary>
    private bool TryFindStone(JitteredGrid stones, float x, float y, float missing, out SurfaceSample sample, float grain)
    {
        int column = (int)MathF.Floor(x), row = (int)MathF.Floor(y);
        float first = 9, second = 9, firstX = 0, firstY = 0;
        FeaturePoint best = default;
        for (int j = -1; j <= 1; j++)
        {
            for (int i = -1; i <= 1; i++)
            {
                ref readonly FeaturePoint point = ref stones[column + i, row + j];
                float dx = x - (column + i + point.X), dy = y - (row + j + point.Y);
                float along = (dx * point.DirectionX) + (dy * point.DirectionY);
                float squash = 0.45f * point.Depth;                            // longer one way: an ellipse
                float distance = MathF.Sqrt((dx * dx) + (dy * dy) - (squash * along * along)) - (sizeSpread * point.Size);
                if (distance < first)
                {
                    second = first;
                    (first, firstX, firstY, best) = (distance, dx, dy, point);
                }
                else if (distance < second)
                {
                    second = distance;
                }
            }
        }

        float edge = MathF.Min(0.5f * (second - first), 0.62f - first) - this.gap; // to the neighbour, or to the stone's own round rim
        sample = default;
        if (edge <= 0 || 0.5f + (0.5f * best.Shape) < missing)
        {
            return false;
        }

        float rise = Curves.SmoothStep(-0.3f, 0.34f, edge);
        float rim = Curves.SmoothStep(0, 0.1f, edge);
        float height = (dome * ((2 * rise) - 1)) + (facets * ((best.DirectionX * firstX) + (best.DirectionY * firstY))) + (0.4f * grain);
        float tone = (toneSpread * best.Tone) + (speckle * grain) - (0.8f * (1 - rim));
        float accent = best.Size < accentShare ? 0.9f : 0;
        sample = new SurfaceSample(height, tone, accent, gloss * rim);
        return true;
    }
}
