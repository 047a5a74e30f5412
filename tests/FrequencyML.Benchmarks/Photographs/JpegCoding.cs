namespace FrequencyML.Benchmarks.Photographs;

/// <summary>How a set's images are encoded; quality 90 in all of them.</summary>
internal enum JpegCoding
{
    /// <summary>Sequential, chroma halved along both axes.</summary>
    Subsampled,

    /// <summary>Sequential, chroma at full resolution.</summary>
    FullChroma,

    /// <summary>Progressive, chroma halved along both axes.</summary>
    Progressive,
}
