namespace FrequencyML.Benchmarks.Photographs;

/// <summary>Draws from other distributions than the uniform one.</summary>
internal static class RandomExtensions
{
    /// <summary>A normal deviate, mean 0 and deviation 1.</summary>
    /// <remarks>Source: Box and Muller, "A note on the generation of random normal deviates" (1958).</remarks>
    public static float NextNormal(this Random random) =>
        MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());

    /// <summary>A radius with the density r^-3 between two limits.</summary>
    public static float NextRadius(this Random random, float smallest, float largest)
    {
        var ratio = smallest / largest;
        return smallest / MathF.Sqrt(1 - random.NextSingle() * (1 - ratio * ratio));   // the inverse of the distribution function
    }
}
