namespace FrequencyML.Jpeg.Tests.Encoder;

/// <summary>What a scan codes.</summary>
/// <param name="Components">Indices in the frame.</param>
internal sealed record CodedScan(params int[] Components)
{
    public int SpectralStart { get; init; }

    public int SpectralEnd { get; init; } = 63;

    public int ApproximationHigh { get; init; }

    public int ApproximationLow { get; init; }

    /// <summary>The MCUs between restart markers; 0 for none.</summary>
    public int RestartInterval { get; init; }
}
