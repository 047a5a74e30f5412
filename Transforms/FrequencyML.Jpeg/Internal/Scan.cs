using System.Runtime.InteropServices;

namespace FrequencyML.Jpeg.Internal;

/// <summary>A kind of scan: the blocks of its MCUs, and how they are decoded.</summary>
internal abstract unsafe class Scan
{
    /// <summary>The most blocks of an interleaved MCU (T.81, B.2.3).</summary>
    public const int MaxBlocksInMcu = 10;

    private readonly McuBlock[] blocks = GC.AllocateArray<McuBlock>(MaxBlocksInMcu, pinned: true);
    private readonly HuffmanTable?[] dcTables = new HuffmanTable?[MaxBlocksInMcu];
    private readonly HuffmanTable?[] acTables = new HuffmanTable?[MaxBlocksInMcu];

    private readonly int[] predictors = GC.AllocateArray<int>(JpegHeader.MaxComponents, pinned: true);

    /// <summary>The blocks of an MCU in the order of the scan.</summary>
    public McuBlock* Blocks => (McuBlock*)Marshal.UnsafeAddrOfPinnedArrayElement(blocks, 0);

    /// <summary>The number of blocks of an MCU.</summary>
    public int BlockCount { get; private set; }

    /// <summary>Whether a lost block keeps what earlier scans gave it.</summary>
    protected virtual bool KeepsLostBlocks => true;

    /// <summary>Removes the blocks of the scan before.</summary>
    public void Clear() => BlockCount = 0;

    /// <summary>Adds the next block of an MCU.</summary>
    public void Add(int component, int step, HuffmanTable? dc, HuffmanTable? ac)
    {
        dcTables[BlockCount] = dc;
        acTables[BlockCount] = ac;
        blocks[BlockCount++] = new McuBlock
        {
            Predictor = (int*)Marshal.UnsafeAddrOfPinnedArrayElement(predictors, component),
            Step = step,
            DcSymbols = dc is null ? null : dc.Symbols,
            AcSymbols = ac is null ? null : ac.Symbols,
            AcPairs = ac is null ? null : ac.Pairs,
        };
    }

    /// <summary>Forgets what MCUs hand on to the next, as at the start of a scan and after each RST marker.</summary>
    public virtual void Restart() => Array.Clear(predictors);

    /// <summary>Decodes MCUs and moves the blocks' places on.</summary>
    /// <param name="source">The bits; on return behind the last MCU that was decoded, or within a damaged one.</param>
    /// <param name="end">One past the last byte of the interval.</param>
    /// <param name="count">The MCUs to decode.</param>
    /// <param name="damage">Why fewer were decoded.</param>
    /// <returns>The MCUs that were decoded.</returns>
    public abstract int Decode(ref BitReader source, byte* end, int count, out ScanDamage damage);

    /// <summary>Passes over MCUs that can not be decoded.</summary>
    public void Lose(int count)
    {
        for (var plan = Blocks; plan < Blocks + BlockCount; plan++)
        {
            for (var mcu = 0; mcu < count && !KeepsLostBlocks; mcu++) new Span<short>(plan->Target + mcu * plan->Step * 64, 64).Clear();
            Advance(plan, count);
        }
    }

    protected static void Advance(McuBlock* plan, int count)
    {
        plan->Target += count * plan->Step * 64;
        plan->Nonzero += count * plan->Step;
    }

    protected HuffmanTable DcTable(int block) => dcTables[block]!;

    protected HuffmanTable AcTable(int block) => acTables[block]!;
}
