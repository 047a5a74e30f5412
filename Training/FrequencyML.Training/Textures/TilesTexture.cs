namespace FrequencyML.Training.Textures;

/// <summary>A floor of smooth glazed tiles with thin grout: squares, a checkerboard, hexagons or octagons with dots.</summary>
internal sealed class TilesTexture : Texture
{
    private enum Pattern
    {
        Square,
        Checker,
        Hexagon,
        OctagonDot,
    }

    private readonly Pattern _pattern;
    private readonly float _size, _grout, _bevel, _toneSpread, _mottle, _gloss, _groutTone, _checkerAccent, _dotCorner;
    private readonly uint _seed;

    /// <summary>Draws a floor.</summary>
    public TilesTexture(TextureRandom random)
    {
        _pattern = (Pattern)random.Index(4);
        _size = random.Range(30, 52);
        _grout = random.Range(1.5f, 4f);
        _bevel = random.Range(0.6f, 2f);
        _toneSpread = random.Range(0.05f, 0.4f);
        _mottle = random.Range(0, 0.15f);
        _gloss = random.Range(0.1f, 0.5f);
        _groutTone = random.Chance(0.5f) ? random.Range(-1f, -0.6f) : random.Range(0.6f, 1f);
        _checkerAccent = random.Range(0.6f, 1f);
        _dotCorner = random.Range(0.2f, 0.32f);
        _seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        var (column, row, edge, accent) = _pattern == Pattern.Hexagon ? FindHexagon(x / _size, y / _size) : FindSquare(x / _size, y / _size);
        edge *= _size;
        float half = 0.5f * _grout;
        float inside = Curves.SmoothStep(half - 0.6f, half + 0.6f, edge);
        float shoulder = Curves.SmoothStep(half, half + 4, edge);
        float cloud = LatticeNoise.Gradient(x * 0.05f, y * 0.05f, _seed + 1);
        float tilt = 0.012f * ((LatticeNoise.Signed(column, row, _seed + 2) * x) + (LatticeNoise.Signed(column, row, _seed + 3) * y));
        float tone = (_toneSpread * LatticeNoise.Signed(column, row, _seed)) + (_mottle * cloud);
        float height = inside > 0 ? (_bevel * shoulder) + (inside * tilt) : 0;
        return new SurfaceSample(height, Curves.Mix(_groutTone, tone, inside), inside * accent, inside * _gloss);
    }

    /// <summary>The tile at a place in tile sizes, the distance to its nearest edge and its accent.</summary>
    private (int Column, int Row, float Edge, float Accent) FindSquare(float x, float y)
    {
        int column = (int)MathF.Floor(x), row = (int)MathF.Floor(y);
        float fx = x - column, fy = y - row;
        float nearX = MathF.Min(fx, 1 - fx), nearY = MathF.Min(fy, 1 - fy);
        float edge = MathF.Min(nearX, nearY);
        if (_pattern == Pattern.OctagonDot)
        {
            float toCorner = (nearX + nearY - _dotCorner) * 0.7071f; // the dots are squares on their corner
            return toCorner > 0
                ? (column, row, MathF.Min(edge, toCorner), 0)
                : ((int)MathF.Floor(x + 0.5f), (int)MathF.Floor(y + 0.5f), -toCorner, _checkerAccent);
        }

        float accent = _pattern == Pattern.Checker && ((column + row) & 1) == 0 ? _checkerAccent : 0;
        return (column, row, edge, accent);
    }

    /// <summary>Regular hexagons, one unit from flat side to flat side: the nearer of two interleaved rectangular grids.</summary>
    private static (int Column, int Row, float Edge, float Accent) FindHexagon(float x, float y)
    {
        const float RowStep = 1.7320508f;
        float columnA = MathF.Floor(x + 0.5f), rowA = MathF.Floor((y / RowStep) + 0.5f);
        float columnB = MathF.Floor(x), rowB = MathF.Floor(y / RowStep);
        float ax = x - columnA, ay = y - (rowA * RowStep);
        float bx = x - columnB - 0.5f, by = y - ((rowB + 0.5f) * RowStep);
        bool useA = (ax * ax) + (ay * ay) < (bx * bx) + (by * by);
        float dx = MathF.Abs(useA ? ax : bx), dy = MathF.Abs(useA ? ay : by);
        float edge = 0.5f - MathF.Max(dx, (0.5f * dx) + (0.8660254f * dy));
        return useA ? ((int)columnA, 2 * (int)rowA, edge, 0) : ((int)columnB, (2 * (int)rowB) + 1, edge, 0);
    }
}
