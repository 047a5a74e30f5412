using FrequencyML.Dct;
using FrequencyML.Jpeg;
using FrequencyML.Transforms;

namespace FrequencyML.Models;

/// <summary>How <see cref="FrequencyModelCatalog.FrequencyClassifier"/> reads images and scores them; immutable.</summary>
public sealed record FrequencyClassifierOptions : ScoreFrequencyModelOptions
{
    private readonly DctChannelsOptions images = new();

    /// <summary>What one image may cost; the default is <see cref="InputLimits.Default"/>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public InputLimits Limits { get => images.Limits; init => images = images with { Limits = value }; }

    /// <summary>Which path images take, and what becomes of damaged ones; the default is <see cref="DecodingOptions.Default"/>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public DecodingOptions Decoding { get => images.Decoding; init => images = images with { Decoding = value }; }

    /// <summary>How <c>MLImage</c>s are turned: <see cref="ImageColumnOptions.Orientation"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not one of the eight orientations.</exception>
    public ExifOrientation Orientation { get => images.Orientation; init => images = images with { Orientation = value }; }

    /// <summary>What becomes of a row whose image cannot be read; the default is <see cref="OnImageError.Throw"/>. With
    /// <see cref="OnImageError.MissingValue"/> its scores are NaN and its predicted label is missing; ML.NET's <c>Evaluate</c> leaves such rows out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Neither of the two.</exception>
    public OnImageError OnError { get => images.OnError; init => images = images with { OnError = value }; }

    /// <summary>A new <c>Text</c> column that says why an image could not be read, empty where it could; null, the default, for none.</summary>
    /// <exception cref="ArgumentException">The name is empty or white space.</exception>
    public string? ErrorColumnName { get => images.ErrorColumnName; init => images = images with { ErrorColumnName = value }; }

    /// <summary>The channels that a model takes, read as these options say.</summary>
    internal DctChannelsOptions Channels(ModelMetadata model) => images with { Selection = model.Selection, Geometry = model.Geometry };
}
