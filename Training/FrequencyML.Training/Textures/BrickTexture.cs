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

    private readonly Bond _bond;
    private readonly float _rowHeight, _length, _mortar, _depth, _toneSpread, _roughness, _wobble, _mortarTone, _mortarAccent;
    private readonly uint _seed;

    /// <summary>Draws a wall.</summary>
    public BrickTexture(TextureRandom random)
    {
        _bond = (Bond)random.Index(4);
        _rowHeight = random.Range(17, 25);
        _length = _rowHeight * random.Range(2.1f, 3.4f);
        _mortar = random.Range(2f, 4.5f);
        _depth = random.Range(1.2f, 3f);
        _toneSpread = random.Range(0.15f, 0.5f);
        _roughness = random.Range(0.2f, 1.1f);
        _wobble = random.Range(0.2f, 1.1f);
        _mortarTone = random.Chance(0.5f) ? random.Range(-0.9f, -0.5f) : random.Range(0.5f, 1f);
        _mortarAccent = random.Chance(0.5f) ? 0 : random.Range(0.3f, 0.9f);
        _seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override float RotationRange => 0.11f;

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        float bend = LatticeNoise.Gradient(x * 0.06f, y * 0.06f, _seed);
        float chip = LatticeNoise.Gradient(x * 0.25f, y * 0.25f, _seed + 1);
        float rowPosition = (y + (_wobble * bend)) / _rowHeight;
        int row = (int)MathF.Floor(rowPosition);
        var (brick, left, right) = FindBrick(x + (_wobble * bend), row);

        float toRowEdge = MathF.Min(rowPosition - row, row + 1 - rowPosition) * _rowHeight;
        float edge = MathF.Min(toRowEdge, MathF.Min(left, right)) + (0.5f * _wobble * chip);
        float inside = Curves.SmoothStep((0.5f * _mortar) - 0.6f, (0.5f * _mortar) + 1.2f, edge);

        float grain = LatticeNoise.Fractal(x * 0.3f, y * 0.3f, _seed + 2, 2);
        float tilt = LatticeNoise.Signed(brick, row, _seed + 3) * 0.03f * (y - (row * _rowHeight));
        float height = (inside * (_depth + tilt)) + (_roughness * 0.8f * grain);
        float brickTone = (_toneSpread * LatticeNoise.Signed(brick, row, _seed + 4)) + (0.22f * _roughness * grain);
        float mortarTone = _mortarTone + (0.15f * grain);
        return new SurfaceSample(
            height, Curves.Mix(mortarTone, brickTone, inside), (1 - inside) * _mortarAccent, 0.02f);
    }

    /// <summary>The brick at a place in a row, and the distances to its left and right ends.</summary>
    private (int Brick, float Left, float Right) FindBrick(float x, int row)
    {
        float header = 0.5f * _length;
        bool oddRow = (row & 1) != 0;
        switch (_bond)
        {
            case Bond.Flemish:
                float pair = _length + header;
                float along = oddRow ? x + (0.5f * pair) : x;
                int pairIndex = (int)MathF.Floor(along / pair);
                along -= pairIndex * pair;
                return along < _length
                    ? (2 * pairIndex, along, _length - along)
                    : ((2 * pairIndex) + 1, along - _length, pair - along);
            case Bond.English when oddRow:
                return FindInRow(x + (0.5f * header), header);
            case Bond.Third:
                return FindInRow(x + (row * _length / 3), _length);
            default:
                return FindInRow(oddRow ? x + header : x, _length);
        }
    }

    private static (int Brick, float Left, float Right) FindInRow(float x, float length)
    {
        int brick = (int)MathF.Floor(x / length);
        return (brick, x - (brick * length), ((brick + 1) * length) - x);
    }
}
