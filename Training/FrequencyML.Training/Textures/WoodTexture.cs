namespace FrequencyML.Training.Textures;

/// <summary>Sawn wood: wavy growth rings cut lengthwise, knots that bend them, fine pores, and planks at times.</summary>
internal sealed class WoodTexture : Texture
{
    private const float KnotCell = 110;

    private readonly JitteredGrid knots;
    private readonly float ringDistance, waviness, contrast, sharpness, pores, lateAccent;
    private readonly float knotShare, knotRadius, cathedral, plankWidth;
    private readonly uint seed;

    /// <summary>Draws a board.</summary>
    public WoodTexture(TextureRandom random)
    {
        this.knots = new JitteredGrid(random.NextSeed(), 0.8f);
        ringDistance = random.Range(10, 18);
        waviness = random.Range(7, 20);
        contrast = random.Range(0.75f, 1.15f);
        sharpness = random.Range(0.7f, 0.9f);
        this.pores = random.Range(0.1f, 0.28f);
        knotShare = random.Chance(0.2f) ? 0 : random.Range(0.25f, 0.8f);
        knotRadius = random.Range(7, 14);
        cathedral = random.Chance(0.5f) ? random.Range(0.12f, 0.3f) : 0;
        plankWidth = random.Chance(0.3f) ? random.Range(60, 100) : 0;
        lateAccent = random.Chance(0.4f) ? random.Range(0.2f, 0.6f) : 0;
        seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        float seam = 1, plankTone = 0;
        float px = x;
        if (plankWidth > 0)
        {
            float plank = MathF.Floor(y / plankWidth);
            float inPlank = y - (plank * plankWidth);
            seam = Curves.SmoothStep(0.6f, 1.8f, MathF.Min(inPlank, plankWidth - inPlank));
            plankTone = 0.3f * LatticeNoise.Signed((int)plank, 0, seed);
            px += 700 * LatticeNoise.Signed((int)plank, 1, seed);       // every plank is another stretch of the tree
        }

        float ring = y + (waviness * LatticeNoise.Fractal(px * 0.006f, y * 0.012f, seed + 1, 2));
        if (cathedral > 0)
        {
            float across = ring - (150 * MathF.Floor((ring / 150) + 0.5f)); // tops of arches every 150 units
            float along = cathedral * (px - (600 * MathF.Floor((px / 600) + 0.5f)));
            ring = MathF.Sqrt((across * across) + (along * along))
                + (waviness * 0.3f * LatticeNoise.Gradient(px * 0.02f, y * 0.02f, seed + 4));
        }

        float knot = BendAroundKnots(px, y, ref ring);
        float phase = Curves.Fraction(ring / ringDistance);
        // Early wood darkens slowly, late wood ends at once.
        float late = phase < sharpness
            ? phase / sharpness * (phase / sharpness)
            : 1 - Curves.SmoothStep(sharpness, 1, phase);
        float pore = LatticeNoise.Gradient(px * 0.035f, y * 0.55f, seed + 7)
            + (0.5f * LatticeNoise.Gradient(px * 0.08f, y * 1.1f, seed + 8));
        float streak = Curves.SmoothStep(0.1f, 0.7f, pore);
        float tone = (contrast * (0.35f - late)) - (this.pores * streak) - (0.75f * knot) + plankTone + 0.15f;
        float height = (1.5f * seam) - (0.12f * late) - (0.5f * this.pores * streak);
        return new SurfaceSample(height, Curves.Mix(-1, tone, seam), lateAccent * late, 0.05f);
    }

    /// <summary>Pushes the rings aside near knots; inside a knot they close into circles. Returns the knot's darkness.</summary>
    private float BendAroundKnots(float x, float y, ref float ring)
    {
        float cellX = x / (1.6f * KnotCell), cellY = y / KnotCell;
        int column = (int)MathF.Floor(cellX), row = (int)MathF.Floor(cellY);
        float darkness = 0;
        for (int j = -1; j <= 1; j++)
        {
            for (int i = -1; i <= 1; i++)
            {
                ref readonly FeaturePoint knot = ref this.knots[column + i, row + j];
                if (knot.Depth >= knotShare)
                {
                    continue;
                }

                float radius = knotRadius * (0.7f + (0.6f * knot.Size));
                float dx = (cellX - (column + i + knot.X)) * 1.6f * KnotCell * 0.6f; // longer along the grain
                float dy = (cellY - (row + j + knot.Y)) * KnotCell;
                float squared = (dx * dx) + (dy * dy);
                float near = Curves.Bump(squared, 4 * radius);
                if (near <= 0)
                {
                    continue;
                }

                float distance = MathF.Sqrt(squared);
                float circles = Curves.SmoothStep(1.7f * radius, 0.9f * radius, distance);
                float push = 2.2f * radius * near * Math.Clamp(dy / radius, -1f, 1f);
                ring = Curves.Mix(ring + push, distance * 2, circles);
                darkness = MathF.Max(darkness, Curves.SmoothStep(1.2f * radius, 0.3f * radius, distance));
            }
        }

        return darkness;
    }
}
