namespace FrequencyML.Jpeg.Tests.Encoder;

/// <summary>What an encoder puts out: a Huffman-coded symbol with bits behind it, bits alone, or a restart marker.</summary>
/// <param name="Table">0..3 for DC, 4..7 for AC; <see cref="BitsAlone"/> or <see cref="Restart"/>.</param>
/// <param name="Symbol">The symbol; of a restart marker its number 0..7.</param>
/// <param name="Bits">The bits, unsigned.</param>
/// <param name="BitCount">Their number.</param>
internal readonly record struct CodedSymbol(int Table, int Symbol, int Bits, int BitCount)
{
    public const int BitsAlone = -1, Restart = -2;

    /// <summary>The bits of a value as T.81, F.1.2.1, codes it: negative ones less by one.</summary>
    public static CodedSymbol OfValue(int table, int run, int value)
    {
        var size = SizeOf(value);
        return new CodedSymbol(table, run << 4 | size, value < 0 ? value + (1 << size) - 1 : value, size);
    }

    /// <summary>The bits of a magnitude.</summary>
    public static int SizeOf(int value)
    {
        var size = 0;
        for (var magnitude = Math.Abs(value); magnitude > 0; magnitude >>= 1) size++;
        return size;
    }
}
