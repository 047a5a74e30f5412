using System.Runtime.CompilerServices;

namespace FrequencyML.Jpeg.Internal;

/// <summary>Decodes a progressive scan of DC coefficients, the first one or a refinement (ITU-T T.81, G.1.2.1).</summary>
internal sealed unsafe class DcScan : Scan
{
    private bool isRefinement;
    private int bit;

    /// <summary>Prepares for a scan that codes bit <paramref name="low"/> and, if it is the first, all above.</summary>
    public void Begin(bool isRefinement, int low)
    {
        this.isRefinement = isRefinement;
        bit = low;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Decode(ref BitReader source, byte* end, int count, out ScanDamage damage)
    {
        var reader = source;
        McuBlock* first = Blocks, last = first + BlockCount;
        damage = ScanDamage.None;
        int mcu;
        for (mcu = 0; mcu < count; mcu++)
        {
            for (var plan = first; plan < last; plan++)
            {
                reader.Refill();
                if (isRefinement)
                {
                    plan->Target[0] |= (short)(reader.Read(1) << bit);
                    continue;
                }
                var dc = plan->DcSymbols[reader.Bits >> 64 - HuffmanTable.LookupBits];
                if (dc == 0 && (dc = DcTable((int)(plan - first)).Find(reader.Bits)) == 0)
                {
                    damage = ScanDamage.BadCode;
                    goto stop;
                }
                var level = *plan->Predictor + BitReader.Extend(reader.Bits << (int)(dc >> 8), (int)(dc >> 16));
                reader.Skip((int)dc & 63);
                if (level != (short)level || level << bit != (short)(level << bit))
                {
                    damage = ScanDamage.DcOverflow;
                    goto stop;
                }
                *plan->Predictor = level;
                plan->Target[0] = (short)(level << bit);
            }
            if (reader.IsBeyond(end))
            {
                damage = ScanDamage.Truncated;
                goto stop;
            }
            for (var plan = first; plan < last; plan++) Advance(plan, 1);
        }
    stop:
        source = reader;
        if (damage != ScanDamage.None) Undo(first, last);
        return mcu;
    }

    /// <summary>Takes back what a damaged MCU was given: garbage of the damage, or of what lies behind the interval.</summary>
    private void Undo(McuBlock* first, McuBlock* last)
    {
        for (var plan = first; plan < last; plan++) plan->Target[0] = isRefinement ? (short)(plan->Target[0] & ~(1 << bit)) : (short)0;
    }
}
