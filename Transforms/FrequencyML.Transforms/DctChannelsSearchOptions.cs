using FrequencyML.Dct;
using Microsoft.ML;
using Microsoft.ML.SearchSpace;

namespace FrequencyML.Transforms;

/// <summary>
/// What a search may vary about the channels of an image, and one trial of it: a class for AutoML's <c>SearchSpace&lt;T&gt;</c>, whose
/// attributes are the space and whose initial values are the default trial.
/// </summary>
/// <remarks>
/// It is mutable, unlike <see cref="DctChannelsOptions"/>, because AutoML makes trials by <c>new()</c> and setters. The attributes are part of
/// Microsoft.ML, so nothing here references Microsoft.ML.AutoML. A property takes any value that <see cref="ToOptions"/> accepts, also one
/// that the search does not try. The kernel's candidates are names, because AutoML finds a default among its candidates by the name of an
/// enum's value; it sets the property from either.
/// </remarks>
/// <example>
/// <code>
/// var channels = mlContext.Auto().CreateSweepableEstimator(
///     (context, search) => search.CreateEstimator(context.Transforms, "Features", "Path"), new SearchSpace&lt;DctChannelsSearchOptions&gt;());
/// </code>
/// </example>
public sealed class DctChannelsSearchOptions
{
    /// <summary>The size of a published selection; the search tries 6, 24 (the paper's main one and the default), 32, 48 and 64.</summary>
    [Choice(new object[] { 6, 24, 32, 48, 64 }, 24)]
    public int ChannelCount { get; set; } = 24;

    /// <summary>
    /// The side of the centre crop in pixels, a multiple of 8; the search tries 56, 112 (the default) and 224. The short side is resized to 8/7
    /// of it, rounded: 64, 128 and 256.
    /// </summary>
    /// <remarks>8/7 is the paper's ratio: 512 to 448 for ResNet-50, 1024 to 896 for MobileNetV2.</remarks>
    [Choice(new object[] { 56, 112, 224 }, 112)]
    public int Crop { get; set; } = 112;

    /// <summary>The resize kernel; the search tries both, and the default is <see cref="ResizeKernel.Triangle"/>.</summary>
    [Choice(new object[] { nameof(ResizeKernel.Triangle), nameof(ResizeKernel.Bilinear) }, nameof(ResizeKernel.Triangle))]
    public ResizeKernel Kernel { get; set; } = ResizeKernel.Triangle;

    /// <summary>Whether each channel gets a mean of 0 and a standard deviation of 1, as measured on the data to train; the default is true.</summary>
    [BooleanChoice(true)]
    public bool Normalize { get; set; } = true;

    /// <summary>Creates the estimator of this trial.</summary>
    /// <param name="catalog">The catalog of the <see cref="MLContext"/> that the trial runs in.</param>
    /// <param name="outputColumnName">
    /// The new column: <c>Vector&lt;Single, C*H/8*W/8&gt;</c>, flat, the row-major tensor <c>[C, H/8, W/8]</c> in JPEG coefficient units, or in
    /// standard deviations if <see cref="Normalize"/> is set.
    /// </param>
    /// <param name="inputColumnName">Images, as for <see cref="DctChannelsCatalog.DctChannels"/>; null for the name of the output column.</param>
    /// <param name="options">All that is not searched, such as limits and what becomes of bad images; null for the defaults.</param>
    /// <returns><c>DctChannels</c>, and <c>NormalizeFrequencyChannels</c> if <see cref="Normalize"/> is set.</returns>
    /// <exception cref="ArgumentException">A column name is empty or white space, or the error column has the name of the output column.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A property is outside its range; see <see cref="ToOptions"/>.</exception>
    public IEstimator<ITransformer> CreateEstimator(
        TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, DctChannelsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var channels = catalog.DctChannels(outputColumnName, inputColumnName, ToOptions(options));
        return Normalize ? channels.Append(catalog.NormalizeFrequencyChannels(outputColumnName, outputColumnName, ChannelCount)) : channels;
    }

    /// <summary>The options of this trial's <c>DctChannels</c>: its selection, resize, crop and kernel, and the rest of given ones.</summary>
    /// <param name="options">All that is not searched, the chroma filter included; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// No selection of <see cref="ChannelCount"/> channels was published, <see cref="Crop"/> is no positive multiple of 8 or too large, or
    /// <see cref="Kernel"/> is no kernel.
    /// </exception>
    public DctChannelsOptions ToOptions(DctChannelsOptions? options = null)
    {
        options ??= new();
        var resize = (int)Math.Round(Crop * 8.0 / 7);
        var geometry = new ImageGeometry(resize, Crop, Kernel, options.Geometry.ChromaFilter);
        return options with { Selection = ChannelSelection.Published(ChannelCount), Geometry = geometry };
    }

    /// <summary>The trial on one line, such as <c>channelCount=24;crop=112;kernel=Triangle;normalize=True</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"channelCount={ChannelCount};crop={Crop};kernel={Kernel};normalize={Normalize}");
}
