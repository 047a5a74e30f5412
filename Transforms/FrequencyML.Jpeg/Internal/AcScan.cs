using System.Runtime.CompilerServices;

namespace FrequencyML.Jpeg.Internal;

/// <summary>Decodes the first progressive scan of a band of AC coefficients (ITU-T T.81, G.1.2.2).</summary>
internal sealed unsafe class AcScan : Scan
{
    private int start, end, bit, endOfBandRun;

    /// <summary>Prepares for the zigzag indices <paramref name="start"/> to <paramref name="end"/>, of which bit <paramref name="low"/> is the lowest coded.</summary>
    public void Begin(int start, int end, int low)
    {
        this.start = start;
        this.end = end;
        bit = low;
    }

    public override void Restart() => endOfBandRun = 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Decode(ref BitReader source, byte* dataEnd, int count, out ScanDamage damage)
    {
        var reader = source;
        var plan = Blocks;
        var symbols = plan->AcSymbols;
        var block = plan->Target;
        var nonzeros = plan->Nonzero;
        int bandStart = start, bandEnd = end, shift = bit;
        damage = ScanDamage.None;
        var mcu = 0;
        fixed (byte* order = Zigzag.NaturalOrder)
        {
            while (mcu < count)
            {
                if (endOfBandRun > 0)
                {
                    var run = Math.Min(endOfBandRun, count - mcu);                    // blocks without a coefficient in this band
                    endOfBandRun -= run;
                    mcu += run;
                    block += run * 64;
                    nonzeros += run;
                    continue;
                }
                var nonzero = *nonzeros;
                var zigzagIndex = bandStart;
                do
                {
                    reader.Refill();
                    var ac = symbols[reader.Bits >> 64 - HuffmanTable.LookupBits];
                    if (ac == 0 && (ac = AcTable(0).Find(reader.Bits)) == 0)
                    {
                        damage = ScanDamage.BadCode;
                        goto stop;
                    }
                    int run = (int)(ac >> 20), size = (int)(ac >> 16) & 15;
                    if (size == 0)
                    {
                        reader.Skip((int)ac & 63);
                        if (run == 15)
                        {
                            zigzagIndex += 16;
                            continue;
                        }
                        endOfBandRun = (1 << run) - 1;                                // G.1.2.2: this block and the next EOBRUN ones end here
                        if (run > 0) endOfBandRun += reader.Read(run);
                        break;
                    }
                    zigzagIndex += run;
                    if (zigzagIndex > bandEnd)
                    {
                        damage = ScanDamage.BlockOverrun;
                        goto stop;
                    }
                    block[order[zigzagIndex]] = (short)(BitReader.Extend(reader.Bits << (int)(ac >> 8), size) << shift);
                    reader.Skip((int)ac & 63);
                    nonzero |= 1UL << zigzagIndex++;
                }
                while (zigzagIndex <= bandEnd);
                *nonzeros++ = nonzero;
                if (reader.IsBeyond(dataEnd))
                {
                    damage = ScanDamage.Truncated;
                    goto stop;
                }
                mcu++;
                block += 64;
            }
        stop:
            source = reader;
            Advance(plan, mcu);
            if (damage != ScanDamage.None) Undo(plan);
            return mcu;
        }
    }

    /// <summary>Takes back what a damaged block was given: garbage of the damage, or of the zeros behind the data.</summary>
    private void Undo(McuBlock* plan)
    {
        for (var zigzagIndex = start; zigzagIndex <= end; zigzagIndex++)
        {
            plan->Target[Zigzag.NaturalOrder[zigzagIndex]] = 0;
            *plan->Nonzero &= ~(1UL << zigzagIndex);
        }
    }
}
