namespace FrequencyML.Jpeg.Internal;

/// <summary>Decodes a sequential scan (ITU-T T.81, F.2.2): what <see cref="SequentialMcus"/> leaves, symbol by symbol.</summary>
internal sealed unsafe class SequentialScan : Scan
{
    protected override bool KeepsLostBlocks => false;                                 // there is no earlier scan

    public override int Decode(ref BitReader source, byte* end, int count, out ScanDamage damage)
    {
        McuBlock* first = Blocks, last = first + BlockCount;
        var mcus = new SequentialMcus { Reader = source, Left = count, Block = first, ZigzagIndex = SequentialMcus.BeforeBlock };
        damage = ScanDamage.None;
        fixed (byte* order = Zigzag.PaddedOrder)
        {
            while (damage == ScanDamage.None && !mcus.Decode(first, last, end, order))
                damage = mcus.ZigzagIndex == SequentialMcus.BeforeBlock ? DecodeDc(ref mcus) : DecodeAc(ref mcus);
        }
        if (mcus.Left > 0)
        {
            if (damage == ScanDamage.None)
            {
                damage = ScanDamage.Truncated;
                mcus.Block = last;
            }
            for (var decoded = first; decoded < mcus.Block; decoded++) decoded->Target -= decoded->Step * 64;   // back to the damaged MCU
        }
        source = mcus.Reader;
        return count - mcus.Left;
    }

    private ScanDamage DecodeDc(ref SequentialMcus mcus)
    {
        var plan = mcus.Block;
        var dc = DcTable((int)(plan - Blocks)).Find(mcus.Reader.Bits);
        if (dc == 0) return ScanDamage.BadCode;
        var level = *plan->Predictor + BitReader.Extend(mcus.Reader.Bits << (int)(dc >> 8), (int)(dc >> 16));
        if (level != (short)level) return ScanDamage.DcOverflow;
        mcus.Reader.Skip((int)dc & 63);
        *plan->Predictor = level;
        plan->Target[0] = (short)level;
        mcus.ZigzagIndex = 0;
        return ScanDamage.None;
    }

    private ScanDamage DecodeAc(ref SequentialMcus mcus)
    {
        var plan = mcus.Block;
        var ac = AcTable((int)(plan - Blocks)).Find(mcus.Reader.Bits);
        if (ac == 0) return ScanDamage.BadCode;
        uint symbol = ac >> 16, size = symbol & 15;
        if (size == 0 && symbol is not (0x00 or 0xF0)) return ScanDamage.BadSymbol;   // T.81, F.1.2.2.1
        var value = BitReader.Extend(mcus.Reader.Bits << (int)(ac >> 8), (int)size);
        mcus.Reader.Skip((int)ac & 63);
        if (symbol == 0)
        {
            mcus.ZigzagIndex = SequentialMcus.AfterBlock;
            return ScanDamage.None;
        }
        var index = mcus.ZigzagIndex += (symbol >> 4) + 1;
        if (index > 63) return ScanDamage.BlockOverrun;
        plan->Target[Zigzag.NaturalOrder[(int)index]] = (short)value;
        return ScanDamage.None;                                                       // index 63 is AfterBlock
    }
}
