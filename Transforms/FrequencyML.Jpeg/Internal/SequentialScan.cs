using System.Runtime.CompilerServices;

namespace FrequencyML.Jpeg.Internal;

/// <summary>Decodes the MCUs of a sequential scan (ITU-T T.81, F.2.2): the hot loop of the library.</summary>
internal sealed unsafe class SequentialScan : Scan
{
    // Entries beyond 63 are reached by an end of block, which stores a 0 there, and by damaged runs, which are noticed after the block.
    private static readonly byte[] PaddedOrder = PadOrder();

    private readonly int[] predictors = new int[JpegHeader.MaxComponents];

    protected override bool KeepsLostBlocks => false;                                 // there is no earlier scan

    public override void Restart() => Array.Clear(predictors);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Decode(ref BitReader source, byte* end, int count, out ScanDamage damage)
    {
        const int lookupShift = 64 - HuffmanTable.LookupBits;
        var reader = source;                                                          // a local, so that it lives in registers
        McuBlock* first = Blocks, last = first + BlockCount;
        fixed (int* predictor = predictors)
        fixed (byte* order = PaddedOrder)
        {
            damage = ScanDamage.None;
            int mcu;
            for (mcu = 0; mcu < count; mcu++)
            {
                for (var plan = first; plan < last; plan++)
                {
                    var block = plan->Target;
                    new Span<short>(block, 64).Clear();

                    reader.Refill();
                    var dc = plan->DcSymbols[reader.Bits >> lookupShift];
                    if (dc == 0 && (dc = DcTable((int)(plan - first)).Find(reader.Bits)) == 0)
                    {
                        damage = ScanDamage.BadCode;
                        goto stop;
                    }
                    var level = predictor[plan->Component] + BitReader.Extend(reader.Bits << (int)(dc >> 8), (int)(dc >> 16));
                    reader.Skip((int)dc & 63);
                    if (level != (short)level)
                    {
                        damage = ScanDamage.DcOverflow;
                        goto stop;
                    }
                    predictor[plan->Component] = level;
                    block[0] = (short)level;

                    var pairs = plan->AcPairs;
                    var zigzagIndex = 0;
                    do
                    {
                        reader.Refill();
                        var pair = pairs[reader.Bits >> lookupShift];
                        if ((pair & 63) != 0)
                        {
                            var next = zigzagIndex + (int)(pair >> 6 & 31);
                            var next2 = zigzagIndex + (int)(pair >> 11 & 127);
                            // The second first: where the first one ends the block, what follows belongs to the next block.
                            block[order[next2]] = (short)((int)pair >> 26);
                            block[order[next]] = (sbyte)(pair >> 18);
                            if (next2 < 63)
                            {
                                zigzagIndex = next2;
                                reader.Skip((int)pair & 63);
                                continue;
                            }
                            if (next < 63)
                            {
                                reader.Skip((int)pair & 63);
                                if (next2 == 63 || (pair >> 11 & CoefficientPair.EndOfBlock) != 0) break;
                                damage = ScanDamage.BlockOverrun;
                                goto stop;
                            }
                        }
                        // A long code, a large value, or the end of the block: one symbol.
                        var ac = AcTable((int)(plan - first)).Find(reader.Bits);
                        var symbol = (int)(ac >> 16);
                        if (ac == 0 || (symbol & 15) == 0 && symbol is not (0x00 or 0xF0))
                        {
                            damage = ac == 0 ? ScanDamage.BadCode : ScanDamage.BadSymbol;
                            goto stop;
                        }
                        var value = BitReader.Extend(reader.Bits << (int)(ac >> 8), symbol & 15);
                        reader.Skip((int)ac & 63);
                        if (symbol == 0) break;
                        zigzagIndex += (symbol >> 4) + 1;
                        if (zigzagIndex > 63)
                        {
                            damage = ScanDamage.BlockOverrun;
                            goto stop;
                        }
                        block[order[zigzagIndex]] = (short)value;
                    }
                    while (zigzagIndex < 63);
                }
                if (reader.IsBeyond(end))
                {
                    damage = ScanDamage.Truncated;
                    goto stop;
                }
                for (var plan = first; plan < last; plan++) plan->Target += plan->Step * 64;
            }
        stop:
            source = reader;
            return mcu;
        }
    }

    private static byte[] PadOrder()
    {
        var order = new byte[256];
        Array.Fill(order, (byte)63);
        Zigzag.NaturalOrder.CopyTo(order);
        return order;
    }
}
