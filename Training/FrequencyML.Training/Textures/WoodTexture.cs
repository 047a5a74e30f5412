namespace FrequencyML.Training.Textures;

/// <summary>Sawn wood: wavy growth rings cut lengthwise, knots that bend them, fine pores, and planks at times.</summary>
internal sealed class WoodTexture : Texture
{
    private const float KnotCell = 110;

    private readonly JitteredGrid _knots;
    private readonly float _ringDistance, _waviness, _contrast, _sharpness, _pores, _lateAccent;
    private readonly float _knotShare, _knotRadius, _cathedral, _plankWidth;
    private readonly uint _seed;

    /// <summary>Draws a board.</summary>
    public WoodTexture(TextureRandom random)
    {
        _knots = new JitteredGrid(random.NextSeed(), 0.8f);
        _ringDistance = random.Range(10, 18);
        _waviness = random.Range(7, 20);
        _contrast = random.Range(0.75f, 1.15f);
        _sharpness = random.Range(0.7f, 0.9f);
        _pores = random.Range(0.1f, 0.28f);
        _knotShare = random.Chance(0.2f) ? 0 : random.Range(0.25f, 0.8f);
        _knotRadius = random.Range(7, 14);
        _cathedral = random.Chance(0.5f) ? random.Range(0.12f, 0.3f) : 0;
        _plankWidth = random.Chance(0.3f) ? random.Range(60, 100) : 0;
        _lateAccent = random.Chance(0.4f) ? random.Range(0.2f, 0.6f) : 0;
        _seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        float seam = 1, plankTone = 0;
        float px = x;
        if (_plankWidth > 0)
        {
            float plank = MathF.Floor(y / _plankWidth);
            float inPlank = y - (plank * _plankWidth);
            seam = Curves.SmoothStep(0.6f, 1.8f, MathF.Min(inPlank, _plankWidth - inPlank));
            plankTone = 0.3f * LatticeNoise.Signed((int)plank, 0, _seed);
            px += 700 * LatticeNoise.Signed((int)plank, 1, _seed);       // every plank is another stretch of the tree
        }

        float ring = y + (_waviness * LatticeNoise.Fractal(px * 0.006f, y * 0.012f, _seed + 1, 2));
        if (_cathedral > 0)
        {
            float across = ring - (150 * MathF.Floor((ring / 150) + 0.5f)); // tops of arches every 150 units
            float along = _cathedral * (px - (600 * MathF.Floor((px / 600) + 0.5f)));
            ring = MathF.Sqrt((across * across) + (along * along))
                + (_waviness * 0.3f * LatticeNoise.Gradient(px * 0.02f, y * 0.02f, _seed + 4));
        }

        float knot = BendAroundKnots(px, y, ref ring);
        float phase = Curves.Fraction(ring / _ringDistance);
        // Early wood darkens slowly, late wood ends at once.
        float late = phase < _sharpness
            ? phase / _sharpness * (phase / _sharpness)
            : 1 - Curves.SmoothStep(_sharpness, 1, phase);
        float pore = LatticeNoise.Gradient(px * 0.035f, y * 0.55f, _seed + 7)
            + (0.5f * LatticeNoise.Gradient(px * 0.08f, y * 1.1f, _seed + 8));
        float streak = Curves.SmoothStep(0.1f, 0.7f, pore);
        float tone = (_contrast * (0.35f - late)) - (_pores * streak) - (0.75f * knot) + plankTone + 0.15f;
        float height = (1.5f * seam) - (0.12f * late) - (0.5f * _pores * streak);
        return new SurfaceSample(height, Curves.Mix(-1, tone, seam), _lateAccent * late, 0.05f);
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
                ref readonly FeaturePoint knot = ref _knots[column + i, row + j];
                if (knot.Depth >= _knotShare)
                {
                    continue;
                }

                float radius = _knotRadius * (0.7f + (0.6f * knot.Size));
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
