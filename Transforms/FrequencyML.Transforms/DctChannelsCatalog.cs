using FrequencyML.Dct;
using Microsoft.ML;

namespace FrequencyML.Transforms;

/// <summary>Extensions of <see cref="TransformsCatalog"/>: <c>mlContext.Transforms.DctChannels(...)</c> and its steps one by one.</summary>
/// <remarks>
/// <c>DctChannels</c> is <c>ConvertToYCbCr</c>, <c>DctTransform</c> and <c>SelectFrequencyChannels</c> in one, and fast: JPEG files never become
/// pixels. Tensors are flat columns of known size, row-major.
/// </remarks>
public static class DctChannelsCatalog
{
    /// <summary>Creates an estimator that turns a column of images into a column of DCT channels.</summary>
    /// <param name="catalog">The catalog of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">
    /// The new column: <c>Vector&lt;Single, C*H/8*W/8&gt;</c>, flat, the row-major tensor <c>[C, H/8, W/8]</c> in JPEG coefficient units.
    /// </param>
    /// <param name="inputColumnName">
    /// A column of paths (<c>Text</c>), of whole image files in memory (<c>Vector&lt;Byte&gt;</c> of any size) or of <c>MLImage</c>s; null for
    /// the name of the output column, which then hides it.
    /// </param>
    /// <param name="options">Channels, geometry and limits; null for the defaults of <see cref="DctChannelsOptions"/>.</param>
    /// <exception cref="ArgumentException">A column name is empty or white space, or the error column has the name of the output column.</exception>
    /// <example>
    /// <code>
    /// var pipeline = mlContext.Transforms.DctChannels("Dct", "Path")
    ///     .Append(mlContext.Transforms.NormalizeFrequencyChannels("Features", "Dct", channelCount: 24));
    /// </code>
    /// </example>
    public static DctChannelsEstimator DctChannels(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, DctChannelsOptions? options = null) =>
        new(catalog, outputColumnName, inputColumnName ?? outputColumnName, options ?? new DctChannelsOptions());

    /// <summary>Creates an estimator that turns a column of images into planes of YCbCr samples: orientation, colour, resize and crop.</summary>
    /// <param name="catalog">The catalog of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">
    /// The new column: <c>Vector&lt;Single, 3*H*W&gt;</c>, the tensor <c>[3, H, W]</c> of Y, Cb and Cr, 0..255 with neutral chroma at 128.
    /// </param>
    /// <param name="inputColumnName">Images, as for <see cref="DctChannels"/>; null for the name of the output column.</param>
    /// <param name="options">Geometry and limits; null for the defaults of <see cref="ConvertToYCbCrOptions"/>.</param>
    /// <exception cref="ArgumentException">A column name is empty or white space, or the error column has the name of the output column.</exception>
    public static ConvertToYCbCrEstimator ConvertToYCbCr(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, ConvertToYCbCrOptions? options = null) =>
        new(catalog, outputColumnName, inputColumnName ?? outputColumnName, options ?? new ConvertToYCbCrOptions());

    /// <summary>Creates an estimator that transforms planes of YCbCr samples to all 192 channels, block by block of 8x8.</summary>
    /// <param name="catalog">The catalog of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The new column: <c>Vector&lt;Single, 192*H/8*W/8&gt;</c>, the tensor <c>[192, H/8, W/8]</c>, channels in the order of their indices.</param>
    /// <param name="inputColumnName">
    /// What <see cref="ConvertToYCbCr"/> gives: <c>[3, H, W]</c>, square, a multiple of 8, 0..255; null for the name of the output column.
    /// </param>
    /// <exception cref="ArgumentException">A column name is empty or white space.</exception>
    public static DctTransformEstimator DctTransform(this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null) =>
        new(catalog, outputColumnName, inputColumnName ?? outputColumnName);

    /// <summary>Creates an estimator that keeps the channels of a selection.</summary>
    /// <param name="catalog">The catalog of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The new column: <c>[C, H/8, W/8]</c>, channels in the order of the selection.</param>
    /// <param name="inputColumnName">All 192 channels, or those of <paramref name="inputSelection"/>.</param>
    /// <param name="selection">
    /// The channels to keep: <see cref="ChannelSelection.LowFrequency"/>, an explicit list, or a file by <see cref="ChannelSelection.Load"/>.
    /// </param>
    /// <param name="inputSelection">The channels of the input, in its order; null for all 192.</param>
    /// <exception cref="ArgumentException">A column name is empty or white space, or the input lacks a channel of the selection.</exception>
    public static SelectFrequencyChannelsEstimator SelectFrequencyChannels(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, ChannelSelection selection, ChannelSelection? inputSelection = null)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return new(catalog, outputColumnName, inputColumnName, selection, inputSelection ?? ChannelSelection.All);
    }

    /// <summary>Creates an estimator that keeps the channels of a published selection.</summary>
    /// <param name="catalog">The catalog of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The new column: <c>[count, H/8, W/8]</c>.</param>
    /// <param name="inputColumnName">All 192 channels.</param>
    /// <param name="count">6, 24 (the paper's main one), 32, 48, 64 or 192: <see cref="ChannelSelection.Published"/>.</param>
    /// <exception cref="ArgumentException">A column name is empty or white space.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No selection of that size was published.</exception>
    public static SelectFrequencyChannelsEstimator SelectFrequencyChannels(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, int count) =>
        catalog.SelectFrequencyChannels(outputColumnName, inputColumnName, ChannelSelection.Published(count));

    /// <summary>Creates an estimator that measures mean and standard deviation of each channel, and takes them out.</summary>
    /// <param name="catalog">The catalog of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The new column, of the input's type.</param>
    /// <param name="inputColumnName">Channels <c>[C, H/8, W/8]</c>.</param>
    /// <param name="channelCount">C; a flat column does not tell.</param>
    /// <exception cref="ArgumentException">A column name is empty or white space.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The channel count is less than 1.</exception>
    public static NormalizeFrequencyChannelsEstimator NormalizeFrequencyChannels(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, int channelCount) =>
        new(catalog, outputColumnName, inputColumnName, channelCount, null);

    /// <summary>Creates an estimator that normalizes each channel by constants; no row is read.</summary>
    /// <param name="catalog">The catalog of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The new column, of the input's type: <c>(x - mean[c]) / standardDeviation[c]</c>.</param>
    /// <param name="inputColumnName">Channels <c>[C, H/8, W/8]</c>.</param>
    /// <param name="mean">C means, in JPEG coefficient units.</param>
    /// <param name="standardDeviation">C standard deviations; one of 0 leaves its channel centred alone.</param>
    /// <exception cref="ArgumentException">
    /// A column name is empty or white space, the lists are empty or differ in length, or hold a number that is not finite or a negative deviation.
    /// </exception>
    public static NormalizeFrequencyChannelsEstimator NormalizeFrequencyChannels(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, IReadOnlyList<float> mean, IReadOnlyList<float> standardDeviation)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(standardDeviation);
        if (mean.Count == 0 || mean.Count != standardDeviation.Count)
            throw new ArgumentException($"There are {mean.Count} means and {standardDeviation.Count} standard deviations; expected one of each per channel.", nameof(mean));
        if (!mean.All(float.IsFinite) || !standardDeviation.All(value => float.IsFinite(value) && value >= 0))
            throw new ArgumentException("Means are finite, standard deviations finite and not negative.", nameof(mean));
        return new(catalog, outputColumnName, inputColumnName, mean.Count, ([.. mean], [.. standardDeviation]));
    }

    /// <summary>Creates an estimator that multiplies each channel by a weight, as a soft gate does.</summary>
    /// <param name="catalog">The catalog of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The new column, of the input's type.</param>
    /// <param name="inputColumnName">Channels <c>[C, H/8, W/8]</c>.</param>
    /// <param name="weights">C factors, such as the keep probabilities of a gate.</param>
    /// <exception cref="ArgumentException">A column name is empty or white space, or there is no weight or one that is not finite.</exception>
    public static WeightFrequencyChannelsEstimator WeightFrequencyChannels(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, IEnumerable<float> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new(catalog, outputColumnName, inputColumnName, weights);
    }

    /// <summary>Creates an estimator that measures how far the images of two columns of channels are apart, weighted by frequency.</summary>
    /// <param name="catalog">The catalog of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The new column: <c>Single</c>, in JPEG coefficient units; see <see cref="Dct.FrequencyDistance"/>.</param>
    /// <param name="firstInputColumnName">Channels <c>[C, H/8, W/8]</c>.</param>
    /// <param name="secondInputColumnName">Channels of the same selection and geometry.</param>
    /// <param name="weights">
    /// How much each channel counts: <see cref="ChannelWeights.Flat"/>, given ones, or <see cref="ChannelWeights.LoadGateReport"/>.
    /// </param>
    /// <exception cref="ArgumentException">A column name is empty or white space.</exception>
    public static FrequencyDistanceEstimator FrequencyDistance(
        this TransformsCatalog catalog, string outputColumnName, string firstInputColumnName, string secondInputColumnName, ChannelWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new(catalog, outputColumnName, firstInputColumnName, secondInputColumnName, weights);
    }
}
