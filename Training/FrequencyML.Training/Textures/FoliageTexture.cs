namespace FrequencyML.Training.Textures;

/// <summary>Overlapping pointed leaves with a midrib, in two storeys above dark ground.</summary>
internal sealed class FoliageTexture : Texture
{
    private readonly JitteredGrid upper, lower;
    private readonly float cell, length, slimness, skew, fold, veins, toneSpread, gloss, accentShare, density;
    private readonly uint seed;

    /// <summary>Draws a bush.</summary>
    public FoliageTexture(TextureRandom random)
    {
        float direction = random.NextUnit();
        float spread = random.Chance(0.6f) ? 0.5f : random.Range(0.12f, 0.3f);
        upper = new JitteredGrid(random.NextSeed(), 0.8f, direction, spread);
        lower = new JitteredGrid(random.NextSeed(), 0.8f, direction, spread);
        cell = random.Range(19, 32);
        this.length = random.Range(0.75f, 1);
        slimness = random.Range(0.26f, 0.5f);
        skew = random.Range(0, 0.5f);
        fold = random.Range(2, 6);
        veins = random.Chance(0.6f) ? random.Range(0.05f, 0.2f) : 0;
        toneSpread = random.Range(0.2f, 0.5f);
        gloss = random.Range(0, 0.2f);
        accentShare = random.Chance(0.4f) ? random.Range(0.1f, 0.5f) : 0;
        this.density = random.Range(0.7f, 1);
        seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        x /= cell;
        y /= cell;
        if (TryFindLeaf(upper, x, y, this.density, out SurfaceSample leaf))
        {
            return leaf;
        }

        if (TryFindLeaf(lower, x + 0.5f, y + 0.5f, 1, out leaf))
        {
            return leaf with { Height = leaf.Height - 4, Tone = leaf.Tone - 0.5f, Gloss = 0 }; // shaded by the leaves above
        }

        float ground = LatticeNoise.Gradient(x * 4, y * 4, seed);
        return new SurfaceSample(-8 + ground, -0.95f + (0.15f * ground), 0, 0);
    }

    /// <summary>The topmost leaf of a storey at a place in cells.</summary>
    private bool TryFindLeaf(JitteredGrid leaves, float x, float y, float density, out SurfaceSample sample)
    {
        int column = (int)MathF.Floor(x), row = (int)MathF.Floor(y);
        float bestDepth = -1, bestAlong = 0, bestAcross = 0, bestWidth = 1;
        FeaturePoint best = default;
        for (int j = -1; j <= 1; j++)
        {
            for (int i = -1; i <= 1; i++)
            {
                ref readonly FeaturePoint point = ref leaves[column + i, row + j];
                float dx = x - (column + i + point.X), dy = y - (row + j + point.Y);
                float length = this.length * (0.75f + (0.3f * point.Size));
                float along = ((dx * point.DirectionX) + (dy * point.DirectionY)) / length;
                if (point.Depth <= bestDepth || point.Depth > density || MathF.Abs(along) >= 1)
                {
                    continue;
                }

                float across = ((dy * point.DirectionX) - (dx * point.DirectionY)) / length;
                across += 0.2f * point.Shape * along * along;                  // a bent midrib
                float width = slimness * (1 - (along * along)) * (1 - (skew * along));
                if (MathF.Abs(across) < width)
                {
                    (best, bestDepth, bestAlong, bestAcross, bestWidth) = (point, point.Depth, along, across, width);
                }
            }
        }

        sample = bestDepth < 0 ? default : Blade(best, bestAlong, bestAcross, bestWidth);
        return bestDepth >= 0;
    }

    private SurfaceSample Blade(in FeaturePoint leaf, float along, float across, float width)
    {
        float side = MathF.Abs(across) / width;                                // 0 midrib to 1 rim
        float rib = 1 - Curves.SmoothStep(0, 0.05f, MathF.Abs(across));
        float vein = veins * Curves.Sin((4 * along) - (9 * MathF.Abs(across)));
        float tone = (toneSpread * leaf.Tone) + (0.45f * rib) + vein - (0.3f * side * side * side);
        float height = (6 * leaf.Depth) + (fold * MathF.Abs(across) / slimness) - (2.5f * along * along)
            + (leaf.Shape * 3 * across) - rib;
        float accent = 0.5f + (0.5f * leaf.Shape) < accentShare ? 0.8f : 0;
        return new SurfaceSample(height, tone + 0.1f, accent, gloss);
    }
}
