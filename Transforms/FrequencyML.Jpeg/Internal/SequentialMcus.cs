using System.Runtime.CompilerServices;

namespace FrequencyML.Jpeg.Internal;

/// <summary>
/// Decodes the MCUs of a sequential scan (ITU-T T.81, F.2.2): the hot loop of the library. It has no calls, so that all it works with
/// stays in registers; codes that the look-up tables do not hold, and damage, are left to the caller, who comes back afterwards.
/// </summary>
internal unsafe struct SequentialMcus
{
    /// <summary>No coefficient of the block has been decoded.</summary>
    public const uint BeforeBlock = uint.MaxValue;

    /// <summary>All coefficients of the block have been decoded.</summary>
    public const uint AfterBlock = 63;

    /// <summary>The bits.</summary>
    public BitReader Reader;

    /// <summary>The MCUs to decode, with the one that has begun.</summary>
    public int Left;

    /// <summary>The block that has begun, if any.</summary>
    public McuBlock* Block;

    /// <summary>The zigzag index of its last coefficient, 0..62, or <see cref="BeforeBlock"/>, or <see cref="AfterBlock"/>.</summary>
    public uint ZigzagIndex;

    /// <summary>Decodes until all MCUs are done, or something needs the caller.</summary>
    /// <param name="first">The first block of an MCU.</param>
    /// <param name="last">One past its last block.</param>
    /// <param name="end">One past the last byte of the interval.</param>
    /// <param name="order">The start of <see cref="Zigzag.PaddedOrder"/>.</param>
    /// <returns>Whether all is done; if not, <see cref="Block"/> and <see cref="ZigzagIndex"/> say where one symbol has to be
    /// decoded.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Decode(McuBlock* first, McuBlock* last, byte* end, byte* order)
    {
        const int shift = 64 - HuffmanTable.LookupBits;
        var reader = Reader;
        var plan = Block;
        var index = ZigzagIndex;
        var block = plan->Target;
        var pairs = plan->AcPairs;
        if (index < AfterBlock) goto coefficient;
        if (index == AfterBlock) goto blockEnd;

    dc:
        block = plan->Target;
        new Span<short>(block, 64).Clear();
        reader.Refill();
        var dc = plan->DcSymbols[reader.Bits >> shift];
        var level = *plan->Predictor + BitReader.Extend(reader.Bits << (int)(dc >> 8), (int)(dc >> 16));
        if (dc == 0 || level != (short)level)
        {
            index = BeforeBlock;
            goto symbol;
        }
        reader.Skip((int)(dc & 63));
        *plan->Predictor = level;
        block[0] = (short)level;
        pairs = plan->AcPairs;
        index = 0;

        goto pair;                                                                    // DC leaves bits enough for two look-ups

    coefficient:
        reader.Refill();
    pair:
        var pair = pairs[reader.Bits >> shift];
        if ((pair & 63) == 0) goto single;
        Store(pair, block, order, index, out var next, out var next2);
        if (next2 < 63)
        {
            index = next2;
            reader.Skip((int)(pair & 63));
            pair = pairs[reader.Bits >> shift];
            if ((pair & 63) == 0) goto single;
            Store(pair, block, order, index, out next, out next2);
            if (next2 < 63)
            {
                index = next2;
                reader.Skip((int)(pair & 63));
                goto coefficient;
            }
        }
        if (next < 63 && (next2 == 63 || (pair >> 11 & CoefficientPair.EndOfBlock) != 0))
        {
            reader.Skip((int)(pair & 63));
            goto blockEnd;
        }

    single:                                                                           // a large value, the last coefficient of a block, or damage
        reader.Refill();
        var ac = pairs[(reader.Bits >> shift) + HuffmanTable.SymbolsOffset];
        next = index + (ac >> 20) + 1;
        if ((ac >> 16 & 15) == 0 || next > 63) goto symbol;
        block[order[next]] = (short)BitReader.Extend(reader.Bits << (int)(ac >> 8), (int)(ac >> 16 & 15));
        reader.Skip((int)(ac & 63));
        index = next;
        if (index < 63) goto coefficient;

    blockEnd:
        plan->Target = block + plan->Step * 64;
        if (++plan < last) goto dc;
        plan = first;
        if (!reader.IsBeyond(end) && --Left > 0) goto dc;
        Reader = reader;
        return true;

    symbol:
        Reader = reader;
        Block = plan;
        ZigzagIndex = index;
        return false;
    }

    /// <summary>Stores up to two coefficients, and computes their zigzag indices; beyond 63 they are an end of block, or damage.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(uint pair, short* block, byte* order, uint index, out uint next, out uint next2)
    {
        next = index + (pair >> 6 & 31);
        next2 = index + (pair >> 11 & 127);
        // The second first: where the first one ends the block, what follows belongs to the next block.
        block[order[next2]] = (short)((int)pair >> 26);
        block[order[next]] = (sbyte)(pair >> 18);
    }
}
