namespace FrequencyML.Jpeg.Internal;

/// <summary>One block of an MCU: where the next MCU's is, and the tables that decode it.</summary>
internal unsafe struct McuBlock
{
    /// <summary>The 64 coefficients.</summary>
    public short* Target;

    /// <summary>Its word of <see cref="ComponentBuffer.Nonzero"/>; progressive scans only.</summary>
    public ulong* Nonzero;

    /// <summary>Blocks between this block and that of the next MCU.</summary>
    public int Step;

    /// <summary>The last DC level of its component.</summary>
    public int* Predictor;

    /// <summary><see cref="HuffmanTable.Symbols"/> of the table for DC coefficients.</summary>
    public uint* DcSymbols;

    /// <summary><see cref="HuffmanTable.Symbols"/> of the table for AC coefficients.</summary>
    public uint* AcSymbols;

    /// <summary><see cref="HuffmanTable.Pairs"/> of the table for AC coefficients; sequential scans only.</summary>
    public uint* AcPairs;
}
