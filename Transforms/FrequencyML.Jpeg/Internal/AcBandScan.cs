namespace FrequencyML.Jpeg.Internal;

/// <summary>A progressive scan of a band of AC coefficients of one component (ITU-T T.81, G.1.2.2 and G.1.2.3).</summary>
internal abstract class AcBandScan : Scan
{
    /// <summary>The first zigzag index of the band.</summary>
    protected int BandStart { get; private set; }

    /// <summary>The last zigzag index of the band.</summary>
    protected int BandEnd { get; private set; }

    /// <summary>The lowest bit that the scan codes.</summary>
    protected int Bit { get; private set; }

    /// <summary>The blocks to come in which the band has nothing new.</summary>
    protected int EndOfBandRun { get; set; }

    /// <summary>Prepares for bit <paramref name="low"/> of the zigzag indices <paramref name="start"/> to <paramref name="end"/>.</summary>
    public void Begin(int start, int end, int low)
    {
        BandStart = start;
        BandEnd = end;
        Bit = low;
    }

    public override void Restart() => EndOfBandRun = 0;
}
