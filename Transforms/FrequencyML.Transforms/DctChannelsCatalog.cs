using Microsoft.ML;

namespace FrequencyML.Transforms;

/// <summary>Extensions of <see cref="TransformsCatalog"/>: <c>mlContext.Transforms.DctChannels(...)</c>.</summary>
public static class DctChannelsCatalog
{
    /// <summary>Creates an estimator that turns a column of images into a column of DCT channels.</summary>
    /// <param name="catalog">The catalog of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">
    /// The new column: <c>Vector&lt;Single, C*H/8*W/8&gt;</c>, flat, the row-major tensor <c>[C, H/8, W/8]</c> in JPEG coefficient units.
    /// </param>
    /// <param name="inputColumnName">
    /// A column of paths (<c>Text</c>) or of whole image files in memory (<c>Vector&lt;Byte&gt;</c> of any size); null for the name of the
    /// output column, which then hides it.
    /// </param>
    /// <param name="options">Channels, geometry and limits; null for the defaults of <see cref="DctChannelsOptions"/>.</param>
    /// <exception cref="ArgumentException">A column name is empty or white space.</exception>
    /// <example>
    /// <code>
    /// var pipeline = mlContext.Transforms.DctChannels("Dct", "Path")
    ///     .Append(mlContext.Transforms.NormalizeMeanVariance("Dct"));
    /// </code>
    /// </example>
    public static DctChannelsEstimator DctChannels(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, DctChannelsOptions? options = null) =>
        new(catalog, outputColumnName, inputColumnName ?? outputColumnName, options ?? new DctChannelsOptions());
}
