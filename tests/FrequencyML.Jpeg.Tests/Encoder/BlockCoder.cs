namespace FrequencyML.Jpeg.Tests.Encoder;

/// <summary>Turns the blocks of a scan into symbols.</summary>
internal abstract class BlockCoder
{
    private int restarts;

    /// <summary>The symbols so far.</summary>
    public List<CodedSymbol> Symbols { get; } = [];

    /// <summary>Codes the next block.</summary>
    /// <param name="block">Its coefficients in zigzag order.</param>
    /// <param name="component">Its component.</param>
    /// <param name="table">The destination of the component's Huffman tables.</param>
    public abstract void Code(int[] block, int component, int table);

    /// <summary>Ends a restart interval, or the scan.</summary>
    public virtual void End()
    {
    }

    public void Restart()
    {
        End();
        Symbols.Add(new CodedSymbol(CodedSymbol.Restart, restarts++ % 8, 0, 0));
    }
}
