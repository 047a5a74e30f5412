using FrequencyML.Dct;
using FrequencyML.Jpeg;
using FrequencyML.Transforms;

namespace FrequencyML.Models;

/// <summary>How <see cref="FrequencyModelCatalog.FrequencyClassifier"/> reads images and scores them; immutable.</summary>
public sealed record FrequencyClassifierOptions : ScoreFrequencyModelOptions
{
    /// <summary>What one image may cost; the default is <see cref="ImageLimits.Default"/>.</summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    /// <summary>Which path images take, and what becomes of damaged ones; the default is <see cref="DecodingOptions.Default"/>.</summary>
    public DecodingOptions Decoding { get; init; } = DecodingOptions.Default;

    /// <summary>How <c>MLImage</c>s are turned: <see cref="ImageColumnOptions.Orientation"/>.</summary>
    public ExifOrientation Orientation { get; init; } = ExifOrientation.Normal;

    /// <summary>What becomes of a row whose image cannot be read; the default is <see cref="OnImageError.Throw"/>. With
    /// <see cref="OnImageError.MissingValue"/> its scores are NaN and its predicted label is missing.</summary>
    public OnImageError OnError { get; init; }

    /// <summary>A new <c>Text</c> column that says why; null, the default, for none.</summary>
    public string? ErrorColumnName { get; init; }

    /// <summary>The channels that a model takes, read as these options say.</summary>
    internal DctChannelsOptions Channels(ModelMetadata model) => new()
    {
        Selection = model.Selection,
        Geometry = model.Geometry,
        Limits = Limits,
        Decoding = Decoding,
        Orientation = Orientation,
        OnError = OnError,
        ErrorColumnName = ErrorColumnName,
    };
}
