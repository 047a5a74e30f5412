using Microsoft.ML;

namespace FrequencyML.Models;

/// <summary>Extensions of <see cref="TransformsCatalog"/>: <c>mlContext.Transforms.FrequencyClassifier(...)</c> and the like.</summary>
public static class FrequencyModelCatalog
{
    /// <summary>Creates an estimator that scores a column of channels with a model, in batches.</summary>
    /// <param name="catalog">The catalog of an <see cref="MLContext"/>.</param>
    /// <param name="modelFile">An ONNX file that keeps the contract of <see cref="FrequencyModel"/> and holds its weights itself; it is opened at once.</param>
    /// <param name="inputColumnName">The model's channels, <c>Vector&lt;Single, C*H/8*W/8&gt;</c>, as <c>DctChannels</c> with its selection and geometry gives them.</param>
    /// <param name="options">Batch size, threads and the names of the new columns; null for the defaults.</param>
    /// <exception cref="DeviceUnavailableException">The device of the options cannot run the model.</exception>
    /// <exception cref="ArgumentException">A column name is empty, or two of the new columns have one name.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="InvalidOperationException">The file is no ONNX file, breaks the contract or has weights in other files, or there is no native OnnxRuntime; the message says which.</exception>
    public static ScoreFrequencyModelEstimator ScoreFrequencyModel(
        this TransformsCatalog catalog, string modelFile, string inputColumnName, ScoreFrequencyModelOptions? options = null) =>
        new(catalog, modelFile, inputColumnName, options ?? new ScoreFrequencyModelOptions());

    /// <summary>Creates an estimator that goes from images to labels: selection, geometry and labels are the model's.</summary>
    /// <param name="catalog">The catalog of an <see cref="MLContext"/>.</param>
    /// <param name="modelFile">An ONNX file that keeps the contract of <see cref="FrequencyModel"/> and holds its weights itself; it is opened at once.</param>
    /// <param name="inputColumn">
    /// A column of paths (<c>Text</c>), of whole image files in memory (<c>Vector&lt;Byte&gt;</c> of any size) or of <c>MLImage</c>s.
    /// </param>
    /// <param name="options">What becomes of bad images, batch size, threads and the names of the new columns; null for the defaults.</param>
    /// <exception cref="DeviceUnavailableException">The device of the options cannot run the model.</exception>
    /// <exception cref="ArgumentException">A column name is empty, or two of the new columns have one name.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="InvalidOperationException">The file is no ONNX file, breaks the contract or has weights in other files, or there is no native OnnxRuntime; the message says which.</exception>
    /// <example>
    /// <code>
    /// var labels = mlContext.Transforms.FrequencyClassifier("photo.onnx", inputColumn: "Path").Fit(data).Transform(data);
    /// </code>
    /// </example>
    public static FrequencyClassifierEstimator FrequencyClassifier(
        this TransformsCatalog catalog, string modelFile, string inputColumn, FrequencyClassifierOptions? options = null) =>
        new(catalog, modelFile, inputColumn, options ?? new FrequencyClassifierOptions());

    /// <summary>Creates an estimator that keeps the channels that a gated model opens for the data at hand.</summary>
    /// <param name="catalog">The catalog of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The new column: the channels that are kept, in the order of the model's.</param>
    /// <param name="inputColumnName">The model's channels, <c>Vector&lt;Single, C*H/8*W/8&gt;</c>.</param>
    /// <param name="gateModelFile">An ONNX file that keeps the contract of <see cref="FrequencyModel"/>, with a gate and its weights in itself; it is opened at once.</param>
    /// <param name="minimumShare">For which share of the rows a channel has to be open to be kept, above 0 and up to 1.</param>
    /// <exception cref="ArgumentException">A column name is empty, or the share is outside its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="InvalidOperationException">The file breaks the contract, has no gate or has weights in other files, or there is no native OnnxRuntime; the message says which.</exception>
    public static SelectGatedFrequencyChannelsEstimator SelectFrequencyChannels(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, string gateModelFile, double minimumShare = 0.5) =>
        new(catalog, outputColumnName, inputColumnName, gateModelFile, minimumShare);
}
