namespace FrequencyML.Training.Textures;

/// <summary>One feature point of a <see cref="JitteredGrid"/>: where it lies and the numbers it carries.</summary>
/// <param name="X">Column position inside its cell, 0 to 1.</param>
/// <param name="Y">Row position inside its cell, 0 to 1.</param>
/// <param name="DirectionX">Unit vector of its own direction.</param>
/// <param name="DirectionY">Unit vector of its own direction.</param>
/// <param name="Size">Uniform in [0, 1).</param>
/// <param name="Tone">Uniform in [-1, 1).</param>
/// <param name="Depth">Uniform in [0, 1).</param>
/// <param name="Shape">Uniform in [-1, 1).</param>
internal readonly record struct FeaturePoint(
    float X, float Y, float DirectionX, float DirectionY, float Size, float Tone, float Depth, float Shape);

/// <summary>One random point per unit cell, repeated every 64 cells, which is wider than any image shows.</summary>
internal sealed class JitteredGrid
{
    private const int Period = 64;

    private readonly FeaturePoint[] points = new FeaturePoint[Period * Period];

    /// <summary>Draws the points.</summary>
    /// <param name="seed">Picks the grid.</param>
    /// <param name="jitter">0 puts every point in the middle of its cell, 1 anywhere in it.</param>
    /// <param name="directionTurns">Middle of the points' directions, in turns.</param>
    /// <param name="directionSpread">Directions lie this many turns to either side.</param>
    public JitteredGrid(uint seed, float jitter, float directionTurns = 0, float directionSpread = 0.5f)
    {
        for (int row = 0; row < Period; row++)
        {
            for (int column = 0; column < Period; column++)
            {
                float turns = directionTurns + (directionSpread * LatticeNoise.Signed(column, row, seed + 2));
                this.points[(row * Period) + column] = new FeaturePoint(
                    0.5f + (0.5f * jitter * LatticeNoise.Signed(column, row, seed)),
                    0.5f + (0.5f * jitter * LatticeNoise.Signed(column, row, seed + 1)),
                    Curves.Cos(turns),
                    Curves.Sin(turns),
                    LatticeNoise.Unit(column, row, seed + 3),
                    LatticeNoise.Signed(column, row, seed + 4),
                    LatticeNoise.Unit(column, row, seed + 5),
                    LatticeNoise.Signed(column, row, seed + 6));
            }
        }
    }

    /// <summary>The point of a cell, any column and row.</summary>
    public ref readonly FeaturePoint this[int column, int row] =>
        ref this.points[((row & (Period - 1)) * Period) + (column & (Period - 1))];
}
