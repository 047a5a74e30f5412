using System.Runtime.CompilerServices;

namespace FrequencyML.Training.Textures;

/// <summary>Noise over the integer lattice, from a hash of the lattice point; a seed picks the field.</summary>
/// <remarks>
/// Source of the gradient noise: Perlin, "Improving noise" (SIGGRAPH 2002), with hashed gradients instead of a table.
/// Source of the hash's constants: "lowbias32", Wellons, hash-prospector (public domain).
/// </remarks>
internal static class LatticeNoise
{
    /// <summary>32 well mixed bits of one lattice point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(int x, int y, uint seed)
    {
        uint h = ((uint)x * 0x9E3779B1u) ^ (((uint)y * 0x85EBCA77u) + seed);
        h = (h ^ (h >> 16)) * 0x7FEB352Du;
        h = (h ^ (h >> 15)) * 0x846CA68Bu;
        return h ^ (h >> 16);
    }

    /// <summary>Uniform in [0, 1), fixed for a lattice point.</summary>
    public static float Unit(int x, int y, uint seed) => (Hash(x, y, seed) >> 8) * (1f / (1 << 24));

    /// <summary>Uniform in [-1, 1), fixed for a lattice point.</summary>
    public static float Signed(int x, int y, uint seed) => (2 * Unit(x, y, seed)) - 1;

    /// <summary>Gradient noise, one feature per unit, about -1 to 1, zero on lattice points.</summary>
    public static float Gradient(float x, float y, uint seed)
    {
        float floorX = MathF.Floor(x), floorY = MathF.Floor(y);
        int column = (int)floorX, row = (int)floorY;
        float fx = x - floorX, fy = y - floorY;
        float u = fx * fx * fx * ((fx * ((fx * 6) - 15)) + 10);
        float v = fy * fy * fy * ((fy * ((fy * 6) - 15)) + 10);
        float top = Curves.Mix(
            Slope(Hash(column, row, seed), fx, fy), Slope(Hash(column + 1, row, seed), fx - 1, fy), u);
        float bottom = Curves.Mix(
            Slope(Hash(column, row + 1, seed), fx, fy - 1), Slope(Hash(column + 1, row + 1, seed), fx - 1, fy - 1), u);
        return Curves.Mix(top, bottom, v);
    }

    /// <summary>Octaves of <see cref="Gradient"/>, each half as large and half as strong; about -1 to 1.</summary>
    public static float Fractal(float x, float y, uint seed, int octaves)
    {
        float sum = 0, amplitude = 1;
        for (int octave = 0; octave < octaves; octave++)
        {
            sum += amplitude * Gradient(x, y, seed + (uint)octave);
            (x, y) = ((1.6f * x) - (1.2f * y), (1.2f * x) + (1.6f * y)); // doubles and turns: hides the lattice
            amplitude *= 0.5f;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Slope(uint hash, float x, float y)
    {
        // A gradient from the square [-1.5, 1.5]^2: 16 bits to each axis.
        float gx = ((hash & 0xFFFF) * (3f / 65535)) - 1.5f;
        float gy = ((hash >> 16) * (3f / 65535)) - 1.5f;
        return (gx * x) + (gy * y);
    }
}
