namespace FrequencyML.Benchmarks.Photographs;

/// <summary>One occluding shape of a scene: a turned ellipse or rectangle with its surface.</summary>
/// <param name="X">The centre's column, in pixels.</param>
/// <param name="Y">The centre's row, in pixels.</param>
/// <param name="HalfLength">Half the length of the long axis, in pixels.</param>
/// <param name="HalfWidth">Half the length of the short axis, in pixels.</param>
/// <param name="Angle">Of the long axis, in radians.</param>
/// <param name="IsRectangle">Whether it has corners.</param>
/// <param name="Surface">What is seen of it.</param>
internal sealed record Leaf(float X, float Y, float HalfLength, float HalfWidth, float Angle, bool IsRectangle, Surface Surface)
{
    private readonly float cosine = MathF.Cos(Angle), sine = MathF.Sin(Angle);

    /// <summary>The square that holds the shape has this half side.</summary>
    public float Reach => IsRectangle ? HalfLength + HalfWidth : HalfLength;

    /// <summary>A place in the shape's own coordinates, which are -1 to 1 within it.</summary>
    public (float Along, float Across) Local(float x, float y)
    {
        float dx = x - X, dy = y - Y;
        return ((dx * cosine + dy * sine) / HalfLength, (dy * cosine - dx * sine) / HalfWidth);
    }

    /// <summary>Whether a place is within the shape.</summary>
    public bool Covers(float x, float y)
    {
        var (along, across) = Local(x, y);
        return IsRectangle ? MathF.Abs(along) <= 1 && MathF.Abs(across) <= 1 : along * along + across * across <= 1;
    }
}
