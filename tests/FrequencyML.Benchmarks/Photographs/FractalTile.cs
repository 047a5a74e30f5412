namespace FrequencyML.Benchmarks.Photographs;

/// <summary>A periodic texture with as much contrast in each octave, as surfaces in photographs have: amplitude falls with 1/f.</summary>
/// <remarks>Value noise: in each octave a lattice of random values, interpolated with a smooth curve. About -1 to 1.</remarks>
internal static class FractalTile
{
    /// <summary>The side of the tile in pixels; a power of two.</summary>
    public const int Side = 1024;

    private const int Octaves = 9;                                    // cells of 512 down to 2 pixels
    private static readonly float[] Values = Render(seed: 1);         // [row, column]

    /// <summary>The texture at a place, in pixels of the tile, interpolated linearly.</summary>
    public static float Sample(float x, float y)
    {
        float floorX = MathF.Floor(x), floorY = MathF.Floor(y), u = x - floorX, v = y - floorY;
        int left = (int)floorX & (Side - 1), right = (left + 1) & (Side - 1);
        int top = ((int)floorY & (Side - 1)) * Side, bottom = (((int)floorY + 1) & (Side - 1)) * Side;
        var values = Values;
        var above = values[top + left] + u * (values[top + right] - values[top + left]);
        var below = values[bottom + left] + u * (values[bottom + right] - values[bottom + left]);
        return above + v * (below - above);
    }

    private static float[] Render(int seed)
    {
        var random = new Random(seed);
        var tile = new float[Side * Side];
        for (var octave = 0; octave < Octaves; octave++)
        {
            int cell = Side >> (octave + 1), cells = Side / cell;
            var lattice = new float[cells * cells];
            for (var i = 0; i < lattice.Length; i++) lattice[i] = random.NextSingle() * 2 - 1;
            for (var y = 0; y < Side; y++)
            {
                int top = y / cell * cells, bottom = (y / cell + 1) % cells * cells;
                var v = Smooth((y % cell) / (float)cell);
                for (var x = 0; x < Side; x++)
                {
                    int left = x / cell, right = (left + 1) % cells;
                    var u = Smooth((x % cell) / (float)cell);
                    var above = lattice[top + left] + u * (lattice[top + right] - lattice[top + left]);
                    var below = lattice[bottom + left] + u * (lattice[bottom + right] - lattice[bottom + left]);
                    tile[y * Side + x] += (above + v * (below - above)) / 2;
                }
            }
        }
        return tile;
    }

    private static float Smooth(float t) => t * t * (3 - 2 * t);
}
