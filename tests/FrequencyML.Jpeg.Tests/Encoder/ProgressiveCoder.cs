namespace FrequencyML.Jpeg.Tests.Encoder;

/// <summary>Codes the blocks of a progressive scan (ITU-T T.81, G.1.2).</summary>
/// <param name="scan">Spectral selection and successive approximation.</param>
/// <param name="random">Decides where runs of ended bands are broken off.</param>
internal sealed class ProgressiveCoder(CodedScan scan, Random random) : BlockCoder
{
    private readonly int[] predictors = new int[4];
    private readonly List<CodedSymbol> pending = [];                                  // correction bits of the blocks of the run
    private int endOfBandRun, bandTable;

    public override void Code(int[] block, int component, int table)
    {
        bandTable = 4 + table;
        if (scan.SpectralStart > 0 && scan.ApproximationHigh == 0) CodeBand(block);
        else if (scan.SpectralStart > 0) RefineBand(block);
        else if (scan.ApproximationHigh > 0) Symbols.Add(Bit(block[0] >> scan.ApproximationLow & 1));
        else
        {
            var level = block[0] >> scan.ApproximationLow;                            // G.1.2.1: an arithmetic shift
            Symbols.Add(CodedSymbol.OfValue(table, 0, level - predictors[component]));
            predictors[component] = level;
        }
    }

    public override void End()
    {
        EndBandRun();
        Array.Clear(predictors);
    }

    private static CodedSymbol Bit(int bit) => new(CodedSymbol.BitsAlone, 0, bit, 1);

    /// <summary>G.1.2.2: a division by a power of two, towards 0.</summary>
    private int Shifted(int value) => Math.Sign(value) * (Math.Abs(value) >> scan.ApproximationLow);

    private void CodeBand(int[] block)
    {
        var run = 0;
        for (var k = scan.SpectralStart; k <= scan.SpectralEnd; k++)
        {
            var value = Shifted(block[k]);
            if (value == 0)
            {
                run++;
                continue;
            }
            EndBandRun();
            for (; run > 15; run -= 16) Symbols.Add(new CodedSymbol(bandTable, 0xF0, 0, 0));
            Symbols.Add(CodedSymbol.OfValue(bandTable, run, value));
            run = 0;
        }
        if (run > 0) EndBand();
    }

    /// <summary>G.1.2.3, figure G.7.</summary>
    private void RefineBand(int[] block)
    {
        var run = 0;
        var corrections = new List<CodedSymbol>();
        var last = scan.SpectralEnd;
        while (last >= scan.SpectralStart && Math.Abs(Shifted(block[last])) != 1) last--;   // the last new coefficient
        for (var k = scan.SpectralStart; k <= scan.SpectralEnd; k++)
        {
            var value = Shifted(block[k]);
            if (value == 0)
            {
                run++;
                continue;
            }
            for (; run > 15 && k <= last; run -= 16)
            {
                EndBandRun();
                Symbols.Add(new CodedSymbol(bandTable, 0xF0, 0, 0));
                Symbols.AddRange(corrections);
                corrections.Clear();
            }
            if (Math.Abs(value) > 1)
            {
                corrections.Add(Bit(Math.Abs(value) & 1));
                continue;
            }
            EndBandRun();
            Symbols.Add(CodedSymbol.OfValue(bandTable, run, value));
            Symbols.AddRange(corrections);
            corrections.Clear();
            run = 0;
        }
        if (run == 0 && corrections.Count == 0) return;
        pending.AddRange(corrections);
        EndBand();
    }

    private void EndBand()
    {
        endOfBandRun++;
        if (endOfBandRun == 0x7FFF || random.Next(50) == 0) EndBandRun();
    }

    private void EndBandRun()
    {
        if (endOfBandRun == 0) return;
        var size = CodedSymbol.SizeOf(endOfBandRun) - 1;
        Symbols.Add(new CodedSymbol(bandTable, size << 4, endOfBandRun - (1 << size), size));
        Symbols.AddRange(pending);
        pending.Clear();
        endOfBandRun = 0;
    }
}
