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
    private readonly float _size, _grout, _bevel, _toneSpread, _mottle, _gloss, _groutTone, _accent, _dotCorner, _tilt;
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
        _accent = random.Range(0.6f, 1f);
        _dotCorner = random.Range(0.2f, 0.32f);
        _tilt = random.Range(0, 0.12f);
        _seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        Tile tile = _pattern == Pattern.Hexagon ? FindHexagon(x / _size, y / _size) : FindSquare(x / _size, y / _size);
        float edge = tile.Edge * _size, half = 0.5f * _grout;
        float inside = Curves.SmoothStep(half - 0.6f, half + 0.6f, edge);
        float shoulder = Curves.SmoothStep(half, half + 4, edge);
        float cloud = LatticeNoise.Gradient(x * 0.05f, y * 0.05f, _seed + 1);
        float tilt = _tilt * _size * ((LatticeNoise.Signed(tile.Column, tile.Row, _seed + 2) * tile.X)
            + (LatticeNoise.Signed(tile.Column, tile.Row, _seed + 3) * tile.Y));
        float tone = (_toneSpread * LatticeNoise.Signed(tile.Column, tile.Row, _seed)) + (_mottle * cloud);
        float accent = tile.IsAccent ? inside * _accent : 0;
        return new SurfaceSample(
            (_bevel * shoulder) + (inside * tilt), Curves.Mix(_groutTone, tone, inside), accent, inside * _gloss);
    }

    /// <summary>The tile at a place in tile sizes, for the patterns on a square grid.</summary>
    private Tile FindSquare(float x, float y)
    {
        int column = (int)MathF.Floor(x), row = (int)MathF.Floor(y);
        float fx = x - column, fy = y - row;
        float nearX = MathF.Min(fx, 1 - fx), nearY = MathF.Min(fy, 1 - fy);
        float edge = MathF.Min(nearX, nearY);
        bool isAccent = _pattern == Pattern.Checker && ((column + row) & 1) == 0;
        if (_pattern == Pattern.OctagonDot)
        {
            float toCorner = (nearX + nearY - _dotCorner) * 0.7071068f; // the dots are squares on their corner
            if (toCorner < 0)
            {
                int dotColumn = (int)MathF.Floor(x + 0.5f), dotRow = (int)MathF.Floor(y + 0.5f);
                return new Tile(dotColumn, dotRow, x - dotColumn, y - dotRow, -toCorner, true);
            }

            edge = MathF.Min(edge, toCorner);
        }

        return new Tile(column, row, fx - 0.5f, fy - 0.5f, edge, isAccent);
    }

    /// <summary>Regular hexagons, one unit from flat side to flat side: the nearer of two interleaved rectangular grids.</summary>
    private static Tile FindHexagon(float x, float y)
    {
        const float RowStep = 1.7320508f; // the square root of 3
        float columnA = MathF.Floor(x + 0.5f), rowA = MathF.Floor((y / RowStep) + 0.5f);
        float columnB = MathF.Floor(x), rowB = MathF.Floor(y / RowStep);
        float ax = x - columnA, ay = y - (rowA * RowStep);
        float bx = x - columnB - 0.5f, by = y - ((rowB + 0.5f) * RowStep);
        bool useA = (ax * ax) + (ay * ay) < (bx * bx) + (by * by);
        float dx = useA ? ax : bx, dy = useA ? ay : by;
        float edge = 0.5f - MathF.Max(MathF.Abs(dx), (0.5f * MathF.Abs(dx)) + (0.8660254f * MathF.Abs(dy)));
        return new Tile((int)(useA ? columnA : columnB), useA ? 2 * (int)rowA : (2 * (int)rowB) + 1, dx, dy, edge, false);
    }

    /// <summary>One tile and a place in it; lengths are in tile sizes.</summary>
    /// <param name="Column">With the row, names the tile.</param>
    /// <param name="Row">With the column, names the tile.</param>
    /// <param name="X">Place relative to the tile's middle.</param>
    /// <param name="Y">Place relative to the tile's middle.</param>
    /// <param name="Edge">Distance to the nearest edge.</param>
    /// <param name="IsAccent">The tile has the second colour.</param>
    private readonly record struct Tile(int Column, int Row, float X, float Y, float Edge, bool IsAccent);
}
