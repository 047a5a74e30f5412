using System.Numerics;
using System.Runtime.CompilerServices;

namespace FrequencyML.Jpeg.Internal;

/// <summary>
/// The look-up table that decodes two AC coefficients at once: most codes with their value bits are so short that two of them fit the
/// index. An entry is 32 bits, so that the tables of luma and chroma stay in the first-level cache together:
/// bits 0-5 the length of all that it decodes, 0 where one <see cref="HuffmanTable.Find"/> is needed;
/// bits 6-10 how far the first coefficient is from the one before, in zigzag order;
/// bits 11-17 how far the second is, with <see cref="EndOfBlock"/> added if the block ends; equal to the first if there is no second;
/// bits 18-25 the value of the first, bits 26-31 that of the second, both signed.
/// </summary>
/// <remarks>
/// A zero run without a coefficient (ZRL) is a coefficient of value 0, and so is the end of block: storing a 0 behind the last coefficient
/// changes nothing in a cleared block, so no entry needs a branch.
/// </remarks>
internal static class CoefficientPair
{
    /// <summary>Added to the distance of the second coefficient where the block ends; more than any distance.</summary>
    public const int EndOfBlock = 64;

    /// <summary>The symbol of the end of block and of a run of 16 zeros.</summary>
    private const int EobSymbol = 0x00, ZrlSymbol = 0xF0;

    private const int LargestFirst = 127, LargestSecond = 31, Bits = HuffmanTable.LookupBits;

    /// <summary>Fills <paramref name="pairs"/> from a table of single symbols in the form of <see cref="HuffmanTable.Symbols"/>.</summary>
    /// <remarks>
    /// The fields of two coefficients add up, and all entries that begin with the same bits share their first coefficient: one vector
    /// addition each. What may follow in the bits that are left is computed once for every number of them.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Build(ReadOnlySpan<uint> symbols, Span<uint> pairs)
    {
        // The entry of n bits b is at 2^n + b.
        Span<uint> seconds = stackalloc uint[2 << Bits];
        for (int index = 0, step; index < symbols.Length; index += step)
        {
            var symbol = Read(symbols[index], index, out step);
            seconds.Slice(symbols.Length + index, step).Fill(symbol.Length == 0 || Math.Abs(symbol.Value) > LargestSecond ? 0
                : symbol.IsEnd ? (uint)(symbol.Length | EndOfBlock << 11)
                : (uint)(symbol.Length | symbol.Distance << 11 | symbol.Value << 26));
        }
        for (var bits = Bits - 1; bits >= 0; bits--)
            for (var i = 0; i < 1 << bits; i++)
            {
                var longer = seconds[(2 << bits) + 2 * i];
                seconds[(1 << bits) + i] = (longer & 63) <= bits ? longer : 0;
            }

        for (int index = 0, step; index < pairs.Length; index += step)
        {
            var symbol = Read(symbols[index], index, out step);
            var entries = pairs.Slice(index, step);
            if (symbol.Length == 0 || Math.Abs(symbol.Value) > LargestFirst) entries.Clear();
            else if (symbol.IsEnd) entries.Fill((uint)(symbol.Length | 1 << 6 | (1 + EndOfBlock) << 11));
            else Add((uint)(symbol.Length | symbol.Distance << 6 | symbol.Distance << 11 | (symbol.Value & 0xFF) << 18), seconds.Slice(step, step), entries);
        }
    }

    /// <summary>What the first symbol of an index is; length 0 if it does not fit the index, or means nothing (T.81, F.1.2.2.1).</summary>
    /// <param name="entry">The entry of <see cref="HuffmanTable.Symbols"/>.</param>
    /// <param name="index">Its index, the first that begins with these bits.</param>
    /// <param name="step">The indices that begin with the same bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int Length, int Distance, int Value, bool IsEnd) Read(uint entry, int index, out int step)
    {
        int length = (int)(entry & 63), codeLength = (int)(entry >> 8 & 31), symbol = (int)(entry >> 16), size = symbol & 15;
        step = entry == 0 ? 1 : 1 << (Bits - Math.Min(length, Bits));
        if (length > Bits) step = 1 << (Bits - codeLength);
        if (length > Bits || size == 0 && symbol is not (EobSymbol or ZrlSymbol)) length = 0;
        var bits = index >> Bits - length & (1 << size) - 1;
        var value = size > 0 && bits < 1 << (size - 1) ? bits + 1 - (1 << size) : bits;   // T.81, F.2.2.1, EXTEND
        return (length, (symbol >> 4) + 1, length == 0 ? 0 : value, symbol == EobSymbol);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(uint first, ReadOnlySpan<uint> seconds, Span<uint> entries)
    {
        var i = 0;
        for (; i <= entries.Length - Vector<uint>.Count; i += Vector<uint>.Count) (new Vector<uint>(seconds[i..]) + new Vector<uint>(first)).CopyTo(entries[i..]);
        for (; i < entries.Length; i++) entries[i] = first + seconds[i];
    }
}
