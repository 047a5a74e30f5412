namespace FrequencyML.Training.Data;

/// <summary>
/// Random numbers that depend on nothing but a key, such as seed, epoch and image: the same whichever thread asks, in whatever order, and
/// after a run is resumed.
/// </summary>
/// <remarks>Source: SplitMix64; Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.</remarks>
internal struct SampleRandom
{
    private ulong state;

    /// <summary>Numbers for a key.</summary>
    public SampleRandom(long seed, long second, long third = 0, long fourth = 0)
    {
        foreach (var part in (ReadOnlySpan<long>)[seed, second, third, fourth])
        {
            state ^= (ulong)part;
            state = Next();
        }
    }

    /// <summary>A number from 0 (inclusive) to 1 (exclusive).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number within a range.</summary>
    public double NextDouble(double from, double to) => from + (to - from) * NextDouble();

    /// <summary>An integer from 0 to <paramref name="count"/> - 1.</summary>
    public int NextInt(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>Puts elements into random order.</summary>
    public void Shuffle(Span<int> elements)
    {
        for (var i = elements.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (elements[i], elements[j]) = (elements[j], elements[i]);
        }
    }

    /// <summary>A number of the distribution Beta(alpha, alpha), 0..1.</summary>
    /// <remarks>
    /// As the share of two gamma variables; Marsaglia, Tsang, "A Simple Method for Generating Gamma Variables", ACM TOMS 26, 2000, by
    /// MathNet.
    /// </remarks>
    public double NextBeta(double alpha) => MathNet.Numerics.Distributions.Beta.Sample(new Random((int)(Next() >> 33)), alpha, alpha);

    private ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
