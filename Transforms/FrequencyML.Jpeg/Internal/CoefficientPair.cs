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

    private const int LargestFirst = 127, LargestSecond = 31;

    public static int Length(uint entry) => (int)(entry & 63);

    /// <summary>Fills <paramref name="pairs"/> from a table of single symbols in the form of <see cref="HuffmanTable.Symbols"/>.</summary>
    public static void Build(ReadOnlySpan<uint> symbols, Span<uint> pairs)
    {
        for (var index = 0; index < pairs.Length; index++)
        {
            var (length, symbol) = Symbol(symbols[index]);
            if (length is 0 or > HuffmanTable.LookupBits || !IsKnown(symbol))
            {
                pairs[index] = 0;
                continue;
            }
            if (symbol == EobSymbol)
            {
                pairs[index] = Entry(length, 1, EndOfBlock + 1, 0, 0);
                continue;
            }
            int distance = (symbol >> 4) + 1, value = Value(index, length, symbol & 15);
            if (Math.Abs(value) > LargestFirst)
            {
                pairs[index] = 0;
                continue;
            }
            var rest = index << length & pairs.Length - 1;
            var (length2, symbol2) = Symbol(symbols[rest]);
            var value2 = Value(rest, length2, symbol2 & 15);
            if (length2 == 0 || length + length2 > HuffmanTable.LookupBits || !IsKnown(symbol2) || Math.Abs(value2) > LargestSecond)
                pairs[index] = Entry(length, distance, distance, value, 0);
            else if (symbol2 == EobSymbol)
                pairs[index] = Entry(length + length2, distance, distance + EndOfBlock, value, 0);
            else
                pairs[index] = Entry(length + length2, distance, distance + (symbol2 >> 4) + 1, value, value2);
        }
    }

    private static uint Entry(int length, int distance, int distance2, int value, int value2) =>
        (uint)(length | distance << 6 | distance2 << 11 | (value & 0xFF) << 18 | value2 << 26);

    private static (int Length, int Symbol) Symbol(uint entry) => ((int)(entry & 63), (int)(entry >> 16));

    /// <summary>Whether a symbol means something in a sequential scan (T.81, F.1.2.2.1).</summary>
    private static bool IsKnown(int symbol) => (symbol & 15) != 0 || symbol is EobSymbol or ZrlSymbol;

    /// <summary>The value whose last bit is the last of the first <paramref name="length"/> bits of an index (T.81, F.2.2.1, EXTEND).</summary>
    private static int Value(int index, int length, int size)
    {
        if (size == 0 || length > HuffmanTable.LookupBits) return 0;
        var bits = index >> (HuffmanTable.LookupBits - length) & (1 << size) - 1;
        return bits < 1 << (size - 1) ? bits + 1 - (1 << size) : bits;
    }
}
