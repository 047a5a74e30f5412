namespace FrequencyML.Training.Textures;

/// <summary>The random numbers of one image: SplitMix64, the same on every machine and in every process.</summary>
/// <remarks>Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014).</remarks>
internal sealed class TextureRandom
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong state;

    /// <summary>Starts the stream that belongs to one image of one class.</summary>
    public TextureRandom(ulong seed, int labelIndex, int imageIndex)
    {
        ulong image = ((ulong)(uint)labelIndex << 32) | (uint)imageIndex;
        state = Mix(seed + GoldenGamma) ^ Mix(image ^ 0xD1B54A32D192ED03); // neighbouring images share no prefix
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextBits() => Mix(state += GoldenGamma);

    /// <summary>A seed for <see cref="LatticeNoise"/> or <see cref="JitteredGrid"/>.</summary>
    public uint NextSeed() => (uint)(NextBits() >> 32);

    /// <summary>Uniform in [0, 1), with the 24 bits a Single holds exactly.</summary>
    public float NextUnit() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public float Range(float low, float high) => low + ((high - low) * NextUnit());

    /// <summary>Between both positive limits, small and large factors alike: a geometric stand-in for log-uniform.</summary>
    public float Factor(float low, float high)
    {
        // One uniform draw on each side of the geometric mean: no Exp, whose last bit differs between platforms.
        float middle = MathF.Sqrt(low * high);
        return NextUnit() < 0.5f ? Range(low, middle) : Range(middle, high);
    }

    /// <summary>True with the given probability, 0 to 1.</summary>
    public bool Chance(float probability) => NextUnit() < probability;

    /// <summary>Uniform in [0, <paramref name="count"/>).</summary>
    public int Index(int count) => (int)(((NextBits() >> 32) * (ulong)count) >> 32);

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>], both included.</summary>
    public int Integer(int low, int high) => low + Index(high - low + 1);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
