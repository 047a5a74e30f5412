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

    private readonly Pattern pattern;
    private readonly float size, grout, bevel, toneSpread, mottle, gloss, groutTone, accent, dotCorner, tilt;
    private readonly uint seed;

    /// <summary>Draws a floor.</summary>
    public TilesTexture(TextureRandom random)
    {
        pattern = (Pattern)random.Index(4);
        size = random.Range(30, 52);
        this.grout = random.Range(1.5f, 4f);
        bevel = random.Range(0.6f, 2f);
        toneSpread = random.Range(0.05f, 0.4f);
        mottle = random.Range(0, 0.15f);
        gloss = random.Range(0.1f, 0.5f);
        groutTone = random.Chance(0.5f) ? random.Range(-1f, -0.6f) : random.Range(0.6f, 1f);
        this.accent = random.Range(0.6f, 1f);
        dotCorner = random.Range(0.2f, 0.32f);
        this.tilt = random.Range(0, 0.12f);
        seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        Tile tile = pattern == Pattern.Hexagon ? FindHexagon(x / size, y / size) : FindSquare(x / size, y / size);
        float edge = tile.Edge * size, half = 0.5f * this.grout;
        float inside = Curves.SmoothStep(half - 0.6f, half + 0.6f, edge);
        float shoulder = Curves.SmoothStep(half, half + 4, edge);
        float cloud = LatticeNoise.Gradient(x * 0.05f, y * 0.05f, seed + 1);
        float tilt = this.tilt * size * ((LatticeNoise.Signed(tile.Column, tile.Row, seed + 2) * tile.X)
            + (LatticeNoise.Signed(tile.Column, tile.Row, seed + 3) * tile.Y));
        float tone = (toneSpread * LatticeNoise.Signed(tile.Column, tile.Row, seed)) + (mottle * cloud);
        float accent = tile.IsAccent ? inside * this.accent : 0;
        return new SurfaceSample(
            (bevel * shoulder) + (inside * tilt), Curves.Mix(groutTone, tone, inside), accent, inside * gloss);
    }

    /// <summary>The tile at a place in tile sizes, for the patterns on a square grid.</summary>
    private Tile FindSquare(float x, float y)
    {
        int column = (int)MathF.Floor(x), row = (int)MathF.Floor(y);
        float fx = x - column, fy = y - row;
        float nearX = MathF.Min(fx, 1 - fx), nearY = MathF.Min(fy, 1 - fy);
        float edge = MathF.Min(nearX, nearY);
        bool isAccent = pattern == Pattern.Checker && ((column + row) & 1) == 0;
        if (pattern == Pattern.OctagonDot)
        {
            float toCorner = (nearX + nearY - dotCorner) * 0.7071068f; // the dots are squares on their corner
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
