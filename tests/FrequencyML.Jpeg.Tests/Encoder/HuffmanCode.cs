namespace FrequencyML.Jpeg.Tests.Encoder;

/// <summary>A Huffman code (ITU-T T.81, Annex C) for encoding.</summary>
internal sealed class HuffmanCode
{
    private const int MaxLength = 16;
    private readonly Dictionary<int, (int Code, int Length)> codes = [];

    /// <param name="counts">The codes of each length from 1; up to 16 numbers.</param>
    /// <param name="symbols">The symbols in the order of their codes.</param>
    public HuffmanCode(byte[] counts, byte[] symbols)
    {
        (Counts, Symbols) = ([.. counts, .. new byte[MaxLength - counts.Length]], symbols);
        int code = 0, index = 0;
        for (var length = 1; length <= MaxLength; length++, code <<= 1)
            for (var i = 0; i < Counts[length - 1]; i++) codes.Add(symbols[index++], (code++, length));
    }

    public byte[] Counts { get; }

    public byte[] Symbols { get; }

    public (int Code, int Length) this[int symbol] => codes[symbol];

    /// <summary>A code of random lengths, from nearly balanced to as skewed as 16 bits allow, with few unused codes or many.</summary>
    public static HuffmanCode Random(Random random, IEnumerable<int> symbols)
    {
        var shuffled = symbols.Select(symbol => (byte)symbol).ToArray();
        random.Shuffle(shuffled);
        if (random.Next(8) == 0) return OfOneLength(shuffled, random.Next(int.Log2(shuffled.Length) + 1, MaxLength + 1));
        // The leaves of a binary tree, in which one after the other is split; the deepest, whose code is all ones, stays free, or more.
        var leaves = shuffled.Length + 1 + (random.Next(2) == 0 ? 0 : random.Next(20));
        var depths = new List<int> { 1, 1 };
        for (var skew = random.NextDouble(); depths.Count < leaves;)
        {
            var candidates = Enumerable.Range(0, depths.Count).Where(leaf => depths[leaf] < MaxLength).ToArray();
            var leaf = random.NextDouble() < skew ? candidates.MaxBy(leaf => depths[leaf]) : candidates[random.Next(candidates.Length)];
            depths.Add(++depths[leaf]);
        }
        var counts = new byte[MaxLength];
        foreach (var depth in depths.Order().Take(shuffled.Length)) counts[depth - 1]++;
        return new HuffmanCode(counts, shuffled);
    }

    /// <summary>A code in which all codes have one length.</summary>
    public static HuffmanCode OfOneLength(byte[] symbols, int length)
    {
        if (symbols.Length == 256) return OfOneLengthExceptOne(symbols, length);
        var counts = new byte[MaxLength];
        counts[length - 1] = (byte)symbols.Length;
        return new HuffmanCode(counts, symbols);
    }

    /// <summary>A count is a byte, so that 256 symbols need two lengths.</summary>
    private static HuffmanCode OfOneLengthExceptOne(byte[] symbols, int length)
    {
        var counts = new byte[MaxLength];
        counts[Math.Max(length, 10) - 2] = 1;
        counts[Math.Max(length, 10) - 1] = 255;
        return new HuffmanCode(counts, symbols);
    }
}
