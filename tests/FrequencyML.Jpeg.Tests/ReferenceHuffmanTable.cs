namespace FrequencyML.Jpeg.Tests;

/// <summary>A Huffman table as ITU-T T.81 has it: codes by counting (Annex C), decoded bit by bit (F.2.2.3).</summary>
internal sealed class ReferenceHuffmanTable
{
    private readonly Dictionary<(int Length, int Code), byte> symbols = [];

    /// <param name="counts">16 counts of codes by length.</param>
    /// <param name="values">The symbols in the order of their codes; more may follow.</param>
    public ReferenceHuffmanTable(byte[] counts, byte[] values)
    {
        var code = 0;
        for (var length = 1; length <= 16; length++, code <<= 1)
            for (var i = 0; i < counts[length - 1]; i++) symbols.Add((length, code++), values[symbols.Count]);
    }

    /// <summary>The number of codes.</summary>
    public int Length => symbols.Count;

    public int Decode(ReferenceBits bits)
    {
        var code = 0;
        for (var length = 1; length <= 16; length++)
        {
            code = code << 1 | bits.Next(1);
            if (symbols.TryGetValue((length, code), out var symbol)) return symbol;
        }
        throw new InvalidDataException("No such code.");
    }
}
