namespace FrequencyML.Dct;

/// <summary>What one image may cost; checked on its header, before anything of its size is allocated.</summary>
public sealed record ImageLimits
{
    /// <summary>The limits used where none are given.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>The largest width times height, in pixels; the default is 120 million (480 MB while decoding).</summary>
    public long MaxPixels { get; init; } = 120_000_000;

    /// <summary>The largest file, in bytes; the default is 256 MiB.</summary>
    public int MaxFileLength { get; init; } = 256 << 20;
}
