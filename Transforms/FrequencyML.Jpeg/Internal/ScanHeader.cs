namespace FrequencyML.Jpeg.Internal;

/// <summary>The scan header, SOS (ITU-T T.81, B.2.3), checked against the frame.</summary>
internal struct ScanHeader
{
    private Selectors selectors;

    /// <summary>The number of components of the scan, 1..4.</summary>
    public int Count { get; private set; }

    /// <summary>The byte offset of the SOS marker.</summary>
    public int Offset { get; private set; }

    /// <summary>The first zigzag index of the spectral selection (Ss), 0..63.</summary>
    public int SpectralStart { get; private set; }

    /// <summary>The last zigzag index of the spectral selection (Se), 0..63.</summary>
    public int SpectralEnd { get; private set; }

    /// <summary>The bit position of the scan before (Ah); 0 in a first scan.</summary>
    public int ApproximationHigh { get; private set; }

    /// <summary>The bit position of this scan (Al).</summary>
    public int ApproximationLow { get; private set; }

    /// <summary>A component of the scan: its index in the frame and its table destinations.</summary>
    public readonly ScanComponent this[int index] => selectors[index];

    public static ScanHeader Read(ReadOnlySpan<byte> parameters, int offset, in JpegHeader frame)
    {
        if (parameters.IsEmpty) throw Invalid("is empty");
        var scan = new ScanHeader { Count = parameters[0], Offset = offset };
        if (scan.Count is < 1 or > JpegHeader.MaxComponents) throw Invalid($"has {scan.Count} components; expected 1 to 4");
        if (parameters.Length != 4 + 2 * scan.Count) throw Invalid($"has {parameters.Length} bytes; {scan.Count} components take {4 + 2 * scan.Count}");
        int blocks = 0, seen = 0;
        for (var i = 0; i < scan.Count; i++)
        {
            int id = parameters[1 + 2 * i], tables = parameters[2 + 2 * i], index = 0;
            while (index < frame.ComponentCount && frame[index].Id != id) index++;
            if (index == frame.ComponentCount) throw Invalid($"names component {id}, which the frame does not have");
            if ((seen >> index & 1) != 0) throw Invalid($"names component {id} twice");
            if (tables >> 4 > 3 || (tables & 15) > 3) throw Invalid($"names the Huffman tables 0x{tables:X2}; expected destinations 0 to 3");
            seen |= 1 << index;
            blocks += frame[index].HorizontalSampling * frame[index].VerticalSampling;
            scan.selectors[i] = new ScanComponent(index, tables >> 4, tables & 15);
        }
        if (scan.Count > 1 && blocks > Scan.MaxBlocksInMcu)
            throw Invalid($"interleaves {blocks} blocks in an MCU; expected at most {Scan.MaxBlocksInMcu}");

        var parametersEnd = parameters[(1 + 2 * scan.Count)..];
        if (frame.Process != JpegProcess.Progressive)
        {
            scan.SpectralEnd = 63;                                                    // what a sequential scan says here means nothing: libjpeg ignores it
            return scan;
        }
        scan.SpectralStart = parametersEnd[0];
        scan.SpectralEnd = parametersEnd[1];
        scan.ApproximationHigh = parametersEnd[2] >> 4;
        scan.ApproximationLow = parametersEnd[2] & 15;
        // T.81, G.1.1.1: DC apart from AC, AC of one component, one bit at a time.
        var isSound = scan.SpectralStart == 0
            ? scan.SpectralEnd == 0
            : scan.SpectralEnd >= scan.SpectralStart && scan.SpectralEnd <= 63 && scan.Count == 1;
        isSound &= scan.ApproximationLow <= 13 && (scan.ApproximationHigh == 0 || scan.ApproximationHigh == scan.ApproximationLow + 1);
        return isSound
            ? scan
            : throw Invalid($"of {scan.Count} components selects coefficients {scan.SpectralStart} to {scan.SpectralEnd} " +
                $"and bits {scan.ApproximationHigh} to {scan.ApproximationLow}, which no progression allows");

        InvalidDataException Invalid(string what) => new($"SOS at byte {offset} {what}.");
    }

    [System.Runtime.CompilerServices.InlineArray(JpegHeader.MaxComponents)]
    private struct Selectors
    {
        private ScanComponent first;
    }
}
