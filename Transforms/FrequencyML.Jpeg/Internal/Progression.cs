namespace FrequencyML.Jpeg.Internal;

/// <summary>Which bits of which coefficients the scans so far have coded (ITU-T T.81, G.1.1.1).</summary>
internal sealed class Progression
{
    private const sbyte NotCoded = -1;
    private readonly sbyte[] lowestBit = new sbyte[JpegHeader.MaxComponents * 64];

    public void Reset() => Array.Fill(lowestBit, NotCoded);

    /// <summary>Whether a component's DC coefficients have been coded.</summary>
    public bool HasDc(int component) => lowestBit[component * 64] != NotCoded;

    /// <summary>Whether all coefficients of a component have been coded to their last bit.</summary>
    public bool IsComplete(int component) => !lowestBit.AsSpan(component * 64, 64).ContainsAnyExcept((sbyte)0);

    /// <summary>Takes in a scan.</summary>
    /// <returns>Null, or how the scan breaks the order of a progression.</returns>
    public string? Add(in ScanHeader scan)
    {
        string? wrong = null;
        for (var i = 0; i < scan.Count; i++)
        {
            var component = scan[i].Index;
            if (scan.SpectralStart > 0 && !HasDc(component)) wrong ??= "codes AC coefficients before the DC coefficients of their component";
            for (var zigzagIndex = scan.SpectralStart; zigzagIndex <= scan.SpectralEnd; zigzagIndex++)
            {
                ref var low = ref lowestBit[component * 64 + zigzagIndex];
                if (low == NotCoded ? scan.ApproximationHigh != 0 : low != scan.ApproximationHigh || low == 0)
                    wrong ??= $"codes bit {scan.ApproximationLow} of coefficient {zigzagIndex} out of turn";
                low = (sbyte)scan.ApproximationLow;
            }
        }
        return wrong;
    }
}
