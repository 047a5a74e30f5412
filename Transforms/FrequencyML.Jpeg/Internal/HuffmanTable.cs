using System.Runtime.InteropServices;

namespace FrequencyML.Jpeg.Internal;

/// <summary>
/// A Huffman table (ITU-T T.81, Annex C) in the forms that the scans look codes up in. Defining it costs a copy; the look-up tables are
/// built when a scan first asks for them, and kept for as long as files define the same table again.
/// </summary>
internal sealed unsafe class HuffmanTable
{
    /// <summary>The bits that index the look-up tables; longer codes, a few in a thousand, are found by their length.</summary>
    public const int LookupBits = 12;

    /// <summary>From <see cref="Pairs"/> to <see cref="Symbols"/>.</summary>
    public const int SymbolsOffset = 1 << LookupBits;

    private const int MaxCodeLength = 16, MaxSymbols = 256;

    private readonly byte[] definition = new byte[MaxCodeLength + MaxSymbols];        // 16 counts, then the symbols in the order of their codes
    private readonly int[] largestCode = new int[MaxCodeLength + 1];                  // by code length; -1 where there is none
    private readonly int[] symbolOffset = new int[MaxCodeLength + 1];                 // index of a code's symbol less the code
    private uint[]? lookups;                                                          // pairs, then symbols: one address serves both; null before a scan
    private int definitionLength;
    private bool hasSymbols, hasPairs, isReused;

    /// <summary>
    /// One symbol an entry: bits 0-5 the length of the code and of the value bits behind it, bits 8-12 that of the code alone, bits 16-19
    /// the number of value bits, bits 20-23 the zero run; 0 for a code that is longer than the index.
    /// </summary>
    public uint* Symbols => Pairs + SymbolsOffset;

    /// <summary>Up to two AC coefficients an entry; see <see cref="CoefficientPair"/>. <see cref="Symbols"/> lies behind it.</summary>
    public uint* Pairs => (uint*)Marshal.UnsafeAddrOfPinnedArrayElement(lookups!, 0);

    private Span<uint> PairEntries => lookups.AsSpan(0, SymbolsOffset);

    private Span<uint> SymbolEntries => lookups.AsSpan(SymbolsOffset);

    /// <summary>Takes a definition: 16 counts of codes by length, then one symbol for each code.</summary>
    public void Define(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        var length = counts.Length + values.Length;
        if (length == definitionLength && definition.AsSpan(0, MaxCodeLength).SequenceEqual(counts) &&
            definition.AsSpan(MaxCodeLength, values.Length).SequenceEqual(values)) return;
        counts.CopyTo(definition);
        values.CopyTo(definition.AsSpan(MaxCodeLength));
        definitionLength = length;
        hasSymbols = hasPairs = isReused = false;
    }

    /// <summary>Builds <see cref="Symbols"/>.</summary>
    /// <param name="isDc">Whether DC differences are to be decoded, whose symbols are at most 15.</param>
    /// <returns>Null, or what is wrong with the definition.</returns>
    public string? Prepare(bool isDc)
    {
        if (isDc && definition.AsSpan(MaxCodeLength, definitionLength - MaxCodeLength).ContainsAnyExceptInRange<byte>(0, 15))
            return "has a symbol above 15, which no DC difference has";
        if (!hasSymbols && !BuildSymbols()) return "has more codes than their lengths allow";
        hasSymbols = true;
        return null;
    }

    /// <summary>
    /// Builds <see cref="Pairs"/> where that pays: for a long scan, or a table that comes up again. Else they are all zero, which sends
    /// every symbol to <see cref="Symbols"/>.
    /// </summary>
    /// <param name="isLongScan">Whether this scan alone is worth it.</param>
    public void PreparePairs(bool isLongScan)
    {
        if (hasPairs) return;
        hasPairs = isLongScan || isReused;
        isReused = true;
        if (hasPairs) CoefficientPair.Build(SymbolEntries, PairEntries);
        else PairEntries.Clear();
    }

    /// <summary>
    /// The entry, in the form of <see cref="Symbols"/>, of the code that the topmost bits begin with; 0 if they begin with none.
    /// </summary>
    public uint Find(ulong bits)
    {
        var entry = Symbols[bits >> (64 - LookupBits)];
        for (var length = LookupBits + 1; entry == 0 && length <= MaxCodeLength; length++)
        {
            var code = (int)(bits >> (64 - length));
            if (code <= largestCode[length]) entry = Entry(length, definition[MaxCodeLength + symbolOffset[length] + code]);
        }
        return entry;
    }

    private static uint Entry(int length, byte symbol) => (uint)(length + (symbol & 15) | length << 8 | symbol << 16);

    private bool BuildSymbols()
    {
        lookups ??= GC.AllocateArray<uint>(2 << LookupBits, pinned: true);
        var symbols = SymbolEntries;
        symbols.Clear();
        int code = 0, index = 0;
        for (var length = 1; length <= MaxCodeLength; length++, code <<= 1)
        {
            symbolOffset[length] = index - code;
            int count = definition[length - 1], end = code + count;
            if (count > 0 && end >= 1 << length) return false;                        // the code of all ones is reserved (T.81, C)
            for (; code < end; code++, index++)
                if (length <= LookupBits)
                    symbols.Slice(code << (LookupBits - length), 1 << (LookupBits - length)).Fill(Entry(length, definition[MaxCodeLength + index]));
            largestCode[length] = count > 0 ? code - 1 : -1;
        }
        return true;
    }
}
