using System.Runtime.CompilerServices;

namespace FrequencyML.Jpeg.Internal;

/// <summary>Decodes the first progressive scan of a band of AC coefficients (ITU-T T.81, G.1.2.2).</summary>
internal sealed unsafe class AcScan : AcBandScan
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Decode(ref BitReader source, byte* end, int count, out ScanDamage damage)
    {
        var reader = source;
        var plan = Blocks;
        var symbols = plan->AcSymbols;
        var block = plan->Target;
        var nonzeros = plan->Nonzero;
        int bandStart = BandStart, bandEnd = BandEnd, shift = Bit;
        damage = ScanDamage.None;
        var mcu = 0;
        fixed (byte* order = Zigzag.NaturalOrder)
        {
            while (mcu < count)
            {
                if (EndOfBandRun > 0)
                {
                    var run = Math.Min(EndOfBandRun, count - mcu);                    // blocks without a coefficient in this band
                    EndOfBandRun -= run;
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
                        EndOfBandRun = (1 << run) - 1;                                // G.1.2.2: this block and the next EOBRUN ones end here
                        if (run > 0) EndOfBandRun += reader.Read(run);
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
                if (reader.IsBeyond(end))
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

    /// <summary>Takes back what a damaged block was given: garbage of the damage, or of what lies behind the interval.</summary>
    private void Undo(McuBlock* plan)
    {
        for (var zigzagIndex = BandStart; zigzagIndex <= BandEnd; zigzagIndex++)
        {
            plan->Target[Zigzag.NaturalOrder[zigzagIndex]] = 0;
            *plan->Nonzero &= ~(1UL << zigzagIndex);
        }
    }
}
