using System.Numerics;
using System.Runtime.CompilerServices;

namespace FrequencyML.Jpeg.Internal;

/// <summary>
/// Decodes a progressive scan that refines a band of AC coefficients by one bit (ITU-T T.81, G.1.2.3). Which coefficients are not zero
/// yet is a 64-bit word a block: blocks and runs in which nothing has to be corrected cost no look at their coefficients.
/// </summary>
internal sealed unsafe class AcRefinementScan : AcBandScan
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Decode(ref BitReader source, byte* end, int count, out ScanDamage damage)
    {
        var reader = source;
        var plan = Blocks;
        var symbols = plan->AcSymbols;
        var block = plan->Target;
        var nonzeros = plan->Nonzero;
        var band = (BandEnd == 63 ? ulong.MaxValue : (1UL << BandEnd + 1) - 1) & ulong.MaxValue << BandStart;
        var one = 1 << Bit;
        damage = ScanDamage.None;
        int mcu;
        fixed (byte* order = Zigzag.NaturalOrder)
        {
            for (mcu = 0; mcu < count; mcu++, block += 64, nonzeros++)
            {
                ulong nonzero = *nonzeros, correct = nonzero & band, zeros = ~nonzero & band;
                while (EndOfBandRun == 0 && (correct | zeros) != 0)
                {
                    reader.Refill();
                    var ac = symbols[reader.Bits >> 64 - HuffmanTable.LookupBits];
                    if (ac == 0 && (ac = AcTable(0).Find(reader.Bits)) == 0)
                    {
                        damage = ScanDamage.BadCode;
                        goto stop;
                    }
                    int run = (int)(ac >> 20), size = (int)(ac >> 16) & 15;
                    reader.Skip((int)(ac >> 8) & 31);
                    var value = 0;
                    if (size == 1) value = reader.Read(1) != 0 ? one : -one;
                    else if (size > 1)
                    {
                        damage = ScanDamage.BadSymbol;                                // a new coefficient has one bit
                        goto stop;
                    }
                    else if (run < 15)
                    {
                        EndOfBandRun = 1 << run;                                      // this block included: it may have corrections left
                        if (run > 0) EndOfBandRun += reader.Read(run);
                        break;
                    }
                    for (; run > 0; run--) zeros &= zeros - 1;                        // the zeros that stay zero
                    if (zeros == 0)
                    {
                        if (value != 0)
                        {
                            damage = ScanDamage.BlockOverrun;
                            goto stop;
                        }
                        Correct(ref reader, block, order, correct, one);
                        correct = 0;
                        break;
                    }
                    var zigzagIndex = BitOperations.TrailingZeroCount(zeros);
                    var before = (1UL << zigzagIndex) - 1;
                    Correct(ref reader, block, order, correct & before, one);
                    correct &= ~before;
                    zeros &= zeros - 1;
                    if (value == 0) continue;
                    block[order[zigzagIndex]] = (short)value;
                    nonzero |= 1UL << zigzagIndex;
                }
                if (EndOfBandRun > 0)
                {
                    Correct(ref reader, block, order, correct, one);
                    EndOfBandRun--;
                }
                *nonzeros = nonzero;
                if (!reader.IsBeyond(end)) continue;
                damage = ScanDamage.Truncated;
                goto stop;
            }
        stop:
            source = reader;
            Advance(plan, mcu);
            if (damage != ScanDamage.None) Undo(plan);
            return mcu;
        }
    }

    /// <summary>Takes back what a damaged block was given: no coefficient had this bit before.</summary>
    private void Undo(McuBlock* plan)
    {
        for (var zigzagIndex = BandStart; zigzagIndex <= BandEnd; zigzagIndex++)
        {
            ref var coefficient = ref plan->Target[Zigzag.NaturalOrder[zigzagIndex]];
            coefficient = (short)(Math.Sign(coefficient) * (Math.Abs((int)coefficient) & ~(1 << Bit)));
            if (coefficient == 0) *plan->Nonzero &= ~(1UL << zigzagIndex);
        }
    }

    /// <summary>
    /// Reads one bit for each coefficient that is not zero, and where it is set moves that away from zero. The bits are as good as
    /// random, so there is no branch on them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Correct(ref BitReader reader, short* block, byte* order, ulong coefficients, int one)
    {
        while (coefficients != 0)
        {
            reader.Refill();
            for (var valid = 56; valid > 0 && coefficients != 0; valid--, coefficients &= coefficients - 1)
            {
                var coefficient = block + order[BitOperations.TrailingZeroCount(coefficients)];
                int value = *coefficient, sign = value >> 31;
                *coefficient = (short)(value + (((one ^ sign) - sign) & -reader.Read(1)));
            }
        }
    }
}
