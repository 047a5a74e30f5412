namespace FrequencyML.Training.Textures;

/// <summary>Linear light: red, green and blue, 0 is none and 1 the brightest a display shows.</summary>
internal readonly record struct LinearColor(float Red, float Green, float Blue)
{
    /// <summary>Relative luminance with the weights of ITU-R BT.601, the ones JFIF uses for Y.</summary>
    public float Luminance => (0.299f * Red) + (0.587f * Green) + (0.114f * Blue);

    /// <summary>Brighter or darker by a factor.</summary>
    public static LinearColor operator *(LinearColor color, float factor) =>
        new(color.Red * factor, color.Green * factor, color.Blue * factor);

    /// <summary>From one colour at 0 to another at 1.</summary>
    public static LinearColor Mix(LinearColor from, LinearColor to, float amount) => new(
        Curves.Mix(from.Red, to.Red, amount),
        Curves.Mix(from.Green, to.Green, amount),
        Curves.Mix(from.Blue, to.Blue, amount));

    /// <summary>A colour of luminance 1.</summary>
    /// <param name="hueTurns">0 red, 1/3 green, 2/3 blue.</param>
    /// <param name="saturation">0 gray to 1 pure.</param>
    public static LinearColor FromHue(float hueTurns, float saturation)
    {
        var color = new LinearColor(
            Channel(hueTurns + (1f / 3), saturation), Channel(hueTurns, saturation), Channel(hueTurns - (1f / 3), saturation));
        return color * (1 / color.Luminance);
    }

    private static float Channel(float turns, float saturation)
    {
        float trapezoid = Math.Clamp(2 - MathF.Abs((6 * Curves.Fraction(turns)) - 2), 0f, 1f);
        float display = 1 - (saturation * (1 - trapezoid));
        return display * display; // gamma 2 stands in for sRGB's 2.4: exact and fast
    }
}
