namespace FrequencyML.Jpeg.Tests.Encoder;

/// <summary>Codes blocks sequentially (ITU-T T.81, F.1.2).</summary>
/// <param name="random">Null, or decides where zero runs of 16 go before an end of block, which needs none.</param>
internal sealed class SequentialCoder(Random? random) : BlockCoder
{
    private readonly int[] predictors = new int[4];

    public override void Code(int[] block, int component, int table)
    {
        Symbols.Add(CodedSymbol.OfValue(table, 0, block[0] - predictors[component]));
        predictors[component] = block[0];
        var run = 0;
        for (var k = 1; k < 64; k++)
        {
            if (block[k] == 0)
            {
                run++;
                continue;
            }
            for (; run > 15; run -= 16) Symbols.Add(new CodedSymbol(4 + table, 0xF0, 0, 0));
            Symbols.Add(CodedSymbol.OfValue(4 + table, run, block[k]));
            run = 0;
        }
        if (run == 0) return;
        for (; run > 16 && random?.Next(4) == 0; run -= 16) Symbols.Add(new CodedSymbol(4 + table, 0xF0, 0, 0));
        Symbols.Add(new CodedSymbol(4 + table, 0x00, 0, 0));
    }

    public override void End() => Array.Clear(predictors);
}
