namespace FrequencyML.Dct;

/// <summary>Which path images take, and what becomes of damaged ones; immutable.</summary>
public sealed record DecodingOptions
{
    /// <summary>The options used where none are given.</summary>
    public static DecodingOptions Default { get; } = new();

    /// <summary>The path; the default is <see cref="DecodingPath.Auto"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An unknown path.</exception>
    public DecodingPath Path
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The path is Auto, Pixels or Coefficients.");
    }

    /// <summary>
    /// Whether a damaged or truncated image gives the channels of what can be decoded, with <see cref="Extraction.Damage"/>, instead of an
    /// exception; the default is false. A JPEG file's damage before its first scan is an exception all the same. The same rule holds on
    /// both paths, but SkiaSharp gives up on some damage between the scans of a
    /// JPEG file: on the path over pixels that stays an exception.
    /// </summary>
    public bool Lenient { get; init; }
}
