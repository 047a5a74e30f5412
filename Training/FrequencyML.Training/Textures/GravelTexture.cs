namespace FrequencyML.Training.Textures;

/// <summary>Rounded stones of mixed sizes with dark gaps; where no large stone lies, small ones fill in.</summary>
internal sealed class GravelTexture : Texture
{
    private readonly JitteredGrid _stones, _pebbles;
    private readonly float _cell, _pebbleScale, _missing, _sizeSpread, _gap, _dome, _facets, _toneSpread, _speckle, _accentShare;
    private readonly float _distortion, _gloss;
    private readonly uint _seed;

    /// <summary>Draws a bed of stones.</summary>
    public GravelTexture(TextureRandom random)
    {
        _stones = new JitteredGrid(random.NextSeed(), 0.85f);
        _pebbles = new JitteredGrid(random.NextSeed(), 0.85f);
        _cell = random.Range(17, 30);
        _pebbleScale = random.Range(1.8f, 2.6f);
        _missing = random.Range(0, 0.5f);
        _sizeSpread = random.Range(0, 0.35f);
        _gap = random.Range(0.03f, 0.12f);
        _dome = random.Range(3, 8);
        _facets = random.Range(0, 4);
        _toneSpread = random.Range(0.35f, 0.8f);
        _speckle = random.Range(0, 0.3f);
        _accentShare = random.Chance(0.6f) ? random.Range(0.1f, 0.5f) : 0;
        _distortion = random.Range(0.02f, 0.12f);
        _gloss = random.Chance(0.3f) ? random.Range(0.1f, 0.4f) : 0; // wet
        _seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        float grain = LatticeNoise.Gradient(x * 0.35f, y * 0.35f, _seed);
        x /= _cell;
        y /= _cell;
        x += _distortion * LatticeNoise.Gradient(x * 2.5f, y * 2.5f, _seed + 1);
        y += _distortion * LatticeNoise.Gradient(x * 2.5f, y * 2.5f, _seed + 2);
        return TryFindStone(_stones, x, y, _missing, out SurfaceSample stone, grain)
            || TryFindStone(_pebbles, x * _pebbleScale, y * _pebbleScale, 0, out stone, grain)
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
                float distance = MathF.Sqrt((dx * dx) + (dy * dy) - (squash * along * along)) - (_sizeSpread * point.Size);
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

        float edge = MathF.Min(0.5f * (second - first), 0.62f - first) - _gap; // to the neighbour, or to the stone's own round rim
        sample = default;
        if (edge <= 0 || 0.5f + (0.5f * best.Shape) < missing)
        {
            return false;
        }

        float rise = Curves.SmoothStep(-0.3f, 0.34f, edge);
        float rim = Curves.SmoothStep(0, 0.1f, edge);
        float height = (_dome * ((2 * rise) - 1)) + (_facets * ((best.DirectionX * firstX) + (best.DirectionY * firstY))) + (0.4f * grain);
        float tone = (_toneSpread * best.Tone) + (_speckle * grain) - (0.8f * (1 - rim));
        float accent = best.Size < _accentShare ? 0.9f : 0;
        sample = new SurfaceSample(height, tone, accent, _gloss * rim);
        return true;
    }
}
