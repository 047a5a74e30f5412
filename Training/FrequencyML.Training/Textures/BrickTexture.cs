namespace FrequencyML.Training.Textures;

/// <summary>A wall: rows of rough bricks with recessed mortar, in four bonds.</summary>
internal sealed class BrickTexture : Texture
{
    private enum Bond
    {
        Running,
        Third,
        Flemish,
        English,
    }

    private readonly Bond bond;
    private readonly float rowHeight, length, mortar, depth, toneSpread, roughness, wobble, mortarTone, mortarAccent;
    private readonly uint seed;

    /// <summary>Draws a wall.</summary>
    public BrickTexture(TextureRandom random)
    {
        bond = (Bond)random.Index(4);
        rowHeight = random.Range(17, 25);
        this.length = rowHeight * random.Range(2.1f, 3.4f);
        this.mortar = random.Range(2f, 4.5f);
        depth = random.Range(1.2f, 3f);
        toneSpread = random.Range(0.15f, 0.5f);
        roughness = random.Range(0.2f, 1.1f);
        wobble = random.Range(0.2f, 1.1f);
        this.mortarTone = random.Chance(0.5f) ? random.Range(-0.9f, -0.5f) : random.Range(0.5f, 1f);
        mortarAccent = random.Chance(0.5f) ? 0 : random.Range(0.3f, 0.9f);
        seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override float RotationRange => 0.11f;

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        float bend = LatticeNoise.Gradient(x * 0.06f, y * 0.06f, seed);
        float chip = LatticeNoise.Gradient(x * 0.25f, y * 0.25f, seed + 1);
        float rowPosition = (y + (wobble * bend)) / rowHeight;
        int row = (int)MathF.Floor(rowPosition);
        var (brick, left, right) = FindBrick(x + (wobble * bend), row);

        float toRowEdge = MathF.Min(rowPosition - row, row + 1 - rowPosition) * rowHeight;
        float edge = MathF.Min(toRowEdge, MathF.Min(left, right)) + (0.5f * wobble * chip);
        float inside = Curves.SmoothStep((0.5f * this.mortar) - 0.6f, (0.5f * this.mortar) + 1.2f, edge);

        float grain = LatticeNoise.Fractal(x * 0.3f, y * 0.3f, seed + 2, 2);
        float tilt = LatticeNoise.Signed(brick, row, seed + 3) * 0.03f * (y - (row * rowHeight));
        float height = (inside * (depth + tilt)) + (roughness * 0.8f * grain);
        float brickTone = (toneSpread * LatticeNoise.Signed(brick, row, seed + 4)) + (0.22f * roughness * grain);
        float mortarTone = this.mortarTone + (0.15f * grain);
        return new SurfaceSample(
            height, Curves.Mix(mortarTone, brickTone, inside), (1 - inside) * mortarAccent, 0.02f);
    }

    /// <summary>The brick at a place in a row, and the distances to its left and right ends.</summary>
    private (int Brick, float Left, float Right) FindBrick(float x, int row)
    {
        float header = 0.5f * this.length;
        bool oddRow = (row & 1) != 0;
        switch (bond)
        {
            case Bond.Flemish:
                float pair = this.length + header;
                float along = oddRow ? x + (0.5f * pair) : x;
                int pairIndex = (int)MathF.Floor(along / pair);
                along -= pairIndex * pair;
                return along < this.length
                    ? (2 * pairIndex, along, this.length - along)
                    : ((2 * pairIndex) + 1, along - this.length, pair - along);
            case Bond.English when oddRow:
                return FindInRow(x + (0.5f * header), header);
            case Bond.Third:
                return FindInRow(x + (row * this.length / 3), this.length);
            default:
                return FindInRow(oddRow ? x + header : x, this.length);
        }
    }

    private static (int Brick, float Left, float Right) FindInRow(float x, float length)
    {
        int brick = (int)MathF.Floor(x / length);
        return (brick, x - (brick * length), ((brick + 1) * length) - x);
    }
}
