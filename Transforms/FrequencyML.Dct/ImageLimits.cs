namespace FrequencyML.Dct;

/// <summary>What one image may cost; checked on its header, before anything of its size is allocated.</summary>
public sealed record ImageLimits
{
    /// <summary>The limits used where none are given.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>The largest width times height, in pixels; the default is 120 million: 480 MB as pixels, up to 765 MB as the
    /// coefficients of a progressive or non-interleaved JPEG file, a few MB as those of other JPEG files.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1, or more than one array holds (4 bytes a pixel: 536,870,897).</exception>
    public long MaxPixels
    {
        get;
        init => field = value >= 1 && value <= Array.MaxLength / 4
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"MaxPixels is 1 to {Array.MaxLength / 4}.");
    } = 120_000_000;

    /// <summary>The largest file, in bytes; the default is 256 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1, or more than one array holds (2,147,483,591).</exception>
    public int MaxFileLength
    {
        get;
        init => field = value >= 1 && value <= Array.MaxLength
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"MaxFileLength is 1 to {Array.MaxLength}.");
    } = 256 << 20;

    /// <summary>Checks an image's size, for decoders other than <see cref="DctChannelExtractor"/>'s own.</summary>
    /// <param name="width">The columns, in pixels.</param>
    /// <param name="height">The rows, in pixels.</param>
    /// <exception cref="NotSupportedException">It has more pixels than <see cref="MaxPixels"/>.</exception>
    public void Check(int width, int height)
    {
        if ((long)width * height > MaxPixels)
            throw new NotSupportedException($"The image has {width}x{height} pixels; the limit is {MaxPixels} (ImageLimits.MaxPixels).");
    }
}
