namespace FrequencyML.Dct.Tests;

/// <summary>The distance that tolerances are stated for.</summary>
internal static class Difference
{
    /// <summary>The largest absolute difference; infinite where a value is not a number or the lengths differ.</summary>
    public static double Max(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        if (expected.Length != actual.Length) return double.PositiveInfinity;
        var max = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(expected[i] - actual[i]);
            max = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(max, difference);
        }
        return max;
    }

    /// <inheritdoc cref="Max(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public static double Max(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual)
    {
        var widened = new double[actual.Length];
        for (var i = 0; i < actual.Length; i++) widened[i] = actual[i];
        return Max(expected, widened);
    }

    /// <inheritdoc cref="Max(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public static double Max(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        var widened = new double[expected.Length];
        for (var i = 0; i < expected.Length; i++) widened[i] = expected[i];
        return Max(widened, actual);
    }
}
