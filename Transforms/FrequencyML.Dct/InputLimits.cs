namespace FrequencyML.Dct;

/// <summary>
/// What one input of a stranger may cost, in memory and time; immutable. All limits are inclusive. Sizes are checked before anything of that size is
/// allocated, numbers as they are counted. A thread that decodes an image holds its file and once more, without stuffing, what is in its scans; and at most <see cref="MaxCoefficientBytes"/>, and where it
/// has to become pixels 4 bytes for each.
/// </summary>
public sealed record InputLimits
{
    /// <summary>The limits used where none are given: at most 1.5 GiB an image, with its file.</summary>
    public static InputLimits Default { get; } = new();

    /// <summary>The largest width times height of an image, in pixels; the default is 120 million: 480 MB as pixels, a few MB as the coefficients of
    /// sequential JPEG files.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1, or more than one array holds (4 bytes a pixel: 536,870,897).</exception>
    public long MaxPixels { get; init => field = Within(value, Array.MaxLength / 4, nameof(MaxPixels)); } = 120_000_000;

    /// <summary>The most memory for the coefficients of a JPEG file, in bytes: 2 a coefficient, 8 more a block for progressive files; the default is 512 MiB,
    /// 80 million pixels of a progressive file without subsampling.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public long MaxCoefficientBytes { get; init => field = Within(value, long.MaxValue, nameof(MaxCoefficientBytes)); } = 512L << 20;

    /// <summary>The most scans of a JPEG file; the default is 100. (The standard progression has 10.) An arithmetic-coded file, whose scans cost time
    /// for every pixel and hardly a byte, may also have no more pixels times scans than 10 times <see cref="MaxPixels"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MaxScans { get; init => field = (int)Within(value, int.MaxValue, nameof(MaxScans)); } = 100;

    /// <summary>The largest image file or member of an archive, in bytes; the default is 256 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1, or more than one array holds (2,147,483,591).</exception>
    public int MaxFileLength { get; init => field = (int)Within(value, Array.MaxLength, nameof(MaxFileLength)); } = 256 << 20;

    /// <summary>The most members of an archive, of any kind; the default is 1 million: listing keeps some 100 bytes of each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public long MaxArchiveEntries { get; init => field = Within(value, long.MaxValue, nameof(MaxArchiveEntries)); } = 1_000_000;

    /// <summary>The longest text about other data, in bytes: the extended header of an archive's member, the description of a run; the default is
    /// 1 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1, or more than one array holds (2,147,483,591).</exception>
    public int MaxMetadataLength { get; init => field = (int)Within(value, Array.MaxLength, nameof(MaxMetadataLength)); } = 1 << 20;

    /// <summary>Checks an image's size, for decoders other than <see cref="DctChannelExtractor"/>'s own.</summary>
    /// <param name="width">The columns, in pixels.</param>
    /// <param name="height">The rows, in pixels.</param>
    /// <exception cref="NotSupportedException">It has more pixels than <see cref="MaxPixels"/>.</exception>
    public void Check(int width, int height)
    {
        if ((long)width * height > MaxPixels)
            throw new NotSupportedException($"The image has {width}x{height} pixels; the limit is {MaxPixels} ({nameof(MaxPixels)}).");
    }

    private static long Within(long value, long largest, string name) => value >= 1 && value <= largest
        ? value
        : throw new ArgumentOutOfRangeException(name, value, largest < long.MaxValue ? $"{name} is {value}; expected 1 to {largest}." : $"{name} is {value}; expected at least 1.");
}
