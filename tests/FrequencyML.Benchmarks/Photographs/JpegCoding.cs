namespace FrequencyML.Benchmarks.Photographs;

/// <summary>How a set's images are encoded; the sets are of quality 90.</summary>
internal enum JpegCoding
{
    /// <summary>Sequential, chroma halved along both axes (4:2:0).</summary>
    Subsampled,

    /// <summary>Sequential, chroma at full resolution (4:4:4).</summary>
    FullChroma,

    /// <summary>Sequential, chroma halved along rows (4:2:2).</summary>
    HalfWidthChroma,

    /// <summary>Sequential, chroma halved along columns (4:4:0).</summary>
    HalfHeightChroma,

    /// <summary>Progressive, chroma halved along both axes.</summary>
    Progressive,
}
