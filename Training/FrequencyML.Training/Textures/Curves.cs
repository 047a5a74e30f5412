namespace FrequencyML.Training.Textures;

/// <summary>The few curves the textures are made of, from exactly rounded operations only (no libm).</summary>
/// <remarks>
/// MathF.Sin and its kin may differ in the last bit between platforms; these do not, so an image is the same everywhere.
/// </remarks>
internal static class Curves
{
    /// <summary>Sine of an angle in turns, within 0.0012 of the true value.</summary>
    /// <remarks>Source: the parabola with one correction term, widely used in audio synthesis.</remarks>
    public static float Sin(float turns)
    {
        float t = turns - MathF.Floor(turns + 0.5f);           // [-0.5, 0.5]
        float parabola = (8 * t) - (16 * t * MathF.Abs(t));
        return (0.225f * ((parabola * MathF.Abs(parabola)) - parabola)) + parabola;
    }

    /// <summary>Cosine of an angle in turns.</summary>
    public static float Cos(float turns) => Sin(turns + 0.25f);

    /// <summary>0 up to <paramref name="low"/>, 1 from <paramref name="high"/>, cubic between.</summary>
    public static float SmoothStep(float low, float high, float value)
    {
        float t = Math.Clamp((value - low) / (high - low), 0f, 1f);
        return t * t * (3 - (2 * t));
    }

    /// <summary>From <paramref name="from"/> at 0 to <paramref name="to"/> at 1.</summary>
    public static float Mix(float from, float to, float amount) => from + ((to - from) * amount);

    /// <summary>The part of <paramref name="value"/> above its floor, in [0, 1).</summary>
    public static float Fraction(float value) => value - MathF.Floor(value);

    /// <summary>A smooth bump: 1 at 0, 0 from <paramref name="radius"/> on.</summary>
    public static float Bump(float distanceSquared, float radius)
    {
        float t = MathF.Max(0, 1 - (distanceSquared / (radius * radius)));
        return t * t;
    }
}
