using FrequencyML.Dct;
using FrequencyML.Jpeg;

namespace FrequencyML.Transforms;

/// <summary>How the estimators that take a column of images read it; immutable.</summary>
public abstract record ImageColumnOptions
{
    private protected ImageColumnOptions()
    {
    }

    /// <summary>Resize, crop, kernel and chroma filter; the default is short side 512, centre crop 448.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ImageGeometry Geometry { get; init => field = NotNull(value, nameof(Geometry)); } = new();

    /// <summary>What one image may cost; the default is <see cref="InputLimits.Default"/>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public InputLimits Limits { get; init => field = NotNull(value, nameof(Limits)); } = InputLimits.Default;

    /// <summary>Which path images take, and what becomes of damaged ones; the default is <see cref="DecodingOptions.Default"/>.</summary>
    /// <remarks>An <c>MLImage</c> is pixels: the path over coefficients is an error for it.</remarks>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public DecodingOptions Decoding { get; init => field = NotNull(value, nameof(Decoding)); } = DecodingOptions.Default;

    /// <summary>
    /// How the images of an <c>MLImage</c> column are to be turned, as ML.NET loses what their files say; the default is not at all. Paths
    /// and bytes are turned as their EXIF data says, whatever this is.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not one of the eight orientations.</exception>
    public ExifOrientation Orientation
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "An orientation is 1 to 8.");
    } = ExifOrientation.Normal;

    /// <summary>What becomes of a row whose image cannot be read; the default is <see cref="OnImageError.Throw"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Neither of the two.</exception>
    public OnImageError OnError
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "OnError is Throw or MissingValue.");
    }

    /// <summary>
    /// A new <c>Text</c> column that says why a row's image could not be read, empty where it could; null, the default, for none. Of use with
    /// <see cref="OnImageError.MissingValue"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty or white space.</exception>
    public string? ErrorColumnName
    {
        get;
        init => field = value is null || !string.IsNullOrWhiteSpace(value) ? value : throw new ArgumentException("The error column's name is empty.", nameof(value));
    }

    /// <exception cref="ArgumentException">The error column has the output column's name.</exception>
    internal void CheckErrorColumn(string outputColumnName)
    {
        if (ErrorColumnName == outputColumnName) throw new ArgumentException($"The error column and the output column are both called '{outputColumnName}'.", nameof(outputColumnName));
    }

    private protected static T NotNull<T>(T? value, string name) where T : class => value ?? throw new ArgumentNullException(name);
}
