namespace FrequencyML.Jpeg;

/// <summary>How strict a reader is and what one file may cost it; immutable.</summary>
/// <remarks>The limits of size are checked before anything of an image's size is allocated, that of scans as they come.</remarks>
public sealed record JpegReadOptions
{
    /// <summary>The options used where none are given.</summary>
    public static JpegReadOptions Default { get; } = new();

    /// <summary>
    /// Whether damaged or missing scan data is reported in <see cref="CoefficientImage.Damage"/> instead of thrown; the default is false.
    /// What stands before the first scan has to be right all the same; a wrong segment behind it ends the reading, and is damage.
    /// </summary>
    public bool Lenient { get; init; }

    /// <summary>The largest width times height, in pixels; the default is 120 million.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public long MaxPixels { get; init => field = AtLeastOne(value, nameof(MaxPixels)); } = 120_000_000;

    /// <summary>
    /// The most memory for coefficients, in bytes: 2 a coefficient, 8 more a block for progressive files; the default is 512 MiB.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public long MaxCoefficientBytes { get; init => field = AtLeastOne(value, nameof(MaxCoefficientBytes)); } = 512L << 20;

    /// <summary>The most scans of one file; the default is 100. (The standard progression has 10.)</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MaxScans { get; init => field = (int)AtLeastOne(value, nameof(MaxScans)); } = 100;

    private static long AtLeastOne(long value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; expected at least 1.");
}
