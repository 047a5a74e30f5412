namespace FrequencyML.Jpeg.Internal;

/// <summary>The destinations of DHT segments (ITU-T T.81, B.2.4.2): four tables for DC, four for AC coefficients.</summary>
internal sealed class HuffmanTableSet
{
    private const int Destinations = 4, CountsLength = 16;
    private readonly HuffmanTable?[] tables = new HuffmanTable?[2 * Destinations];
    private int defined;

    public void Reset() => defined = 0;

    public void Read(ReadOnlySpan<byte> parameters, int offset)
    {
        while (!parameters.IsEmpty)
        {
            int tableClass = parameters[0] >> 4, destination = parameters[0] & 15;
            if (tableClass > 1 || destination >= Destinations)
                throw new InvalidDataException(
                    $"DHT at byte {offset} defines table 0x{parameters[0]:X2}; expected class 0 or 1, destination 0 to 3.");
            if (parameters.Length < 1 + CountsLength) throw new InvalidDataException($"DHT at byte {offset} ends within its code counts.");
            var counts = parameters.Slice(1, CountsLength);
            var symbols = 0;
            foreach (var count in counts) symbols += count;
            if (symbols > 256)
                throw new InvalidDataException($"DHT at byte {offset} defines {symbols} codes in one table; expected at most 256.");
            if (parameters.Length < 1 + CountsLength + symbols)
                throw new InvalidDataException($"DHT at byte {offset} ends within its symbols.");
            var slot = tableClass * Destinations + destination;
            (tables[slot] ??= new HuffmanTable()).Define(counts, parameters.Slice(1 + CountsLength, symbols));
            defined |= 1 << slot;
            parameters = parameters[(1 + CountsLength + symbols)..];
        }
    }

    /// <summary>The table that a scan names, ready for use.</summary>
    /// <exception cref="InvalidDataException">No segment has defined it, or it is wrong.</exception>
    public HuffmanTable Get(bool isDc, int destination, int scanOffset)
    {
        var slot = (isDc ? 0 : Destinations) + destination;
        var wrong = (defined >> slot & 1) == 0 ? "no DHT segment defines" : tables[slot]!.Prepare(isDc);
        return wrong is null
            ? tables[slot]!
            : throw new InvalidDataException(
                $"Scan at byte {scanOffset} uses {(isDc ? "DC" : "AC")} Huffman table {destination}, which {wrong}.");
    }
}
