using System.Numerics;

namespace FrequencyML.Fuzzing.Mutation;

/// <summary>Random numbers that depend on nothing but a target's name, a seed and an input's number, on every machine.</summary>
/// <remarks>Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators" (2014): SplitMix64.</remarks>
internal sealed class Dice
{
    private ulong state;

    /// <summary>Begins the numbers of an input.</summary>
    public void Begin(string target, long seed, long index)
    {
        const ulong offset = 0xcbf29ce484222325, prime = 0x100000001b3;               // FNV-1a: string.GetHashCode is another in every process
        state = offset;
        foreach (var character in target) state = (state ^ character) * prime;
        state = (state ^ (ulong)seed) * prime;
        _ = Next();
        state += (ulong)index * 0xd1342543de82ef95;
        _ = Next();
    }

    /// <summary>A number below a limit, which is at least 1.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>Whether the one case of so many comes up.</summary>
    public bool OneIn(int cases) => Below(cases) == 0;

    /// <summary>A length from 1 to a limit, small ones more often.</summary>
    public int Length(int limit) => 1 + Below(Math.Max(1, limit >> Below(Math.Max(1, BitOperations.Log2((uint)limit)))));

    public T Of<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    public ulong Next()
    {
        var z = state += 0x9e3779b97f4a7c15;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
        z = (z ^ z >> 27) * 0x94d049bb133111eb;
        return z ^ z >> 31;
    }
}
