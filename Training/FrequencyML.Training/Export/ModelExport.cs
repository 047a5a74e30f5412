using FrequencyML.Models;
using FrequencyML.Training.Data;
using FrequencyML.Training.Networks;
using FrequencyML.Training.Onnx;

namespace FrequencyML.Training.Export;

/// <summary>Makes a model file of a run in any format, and refuses one that is not what the network is.</summary>
internal static class ModelExport
{
    private const int CalibrationBatch = 16;

    /// <summary>Makes a file and compares it with the network.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="network">Its network, in evaluation mode.</param>
    /// <param name="format">The format.</param>
    /// <param name="name">What messages call the file.</param>
    /// <param name="calibration">Images to calibrate int8 on; null for the other formats.</param>
    /// <param name="check">
    /// Images to compare on; null for random input, or, for int8, whose ranges hold for images only, for the calibration images.
    /// </param>
    /// <returns>
    /// The file, what was measured, and whether it was measured on the run's validation images. Only then the metadata of float16 and int8
    /// carry an accuracy measured with the file itself; otherwise float16, which computes the same but for rounding, has the network's, and
    /// int8 none rather than a figure that belongs to float32.
    /// </returns>
    /// <exception cref="InvalidOperationException">The file differs from the network by more than its format explains.</exception>
    /// <exception cref="InvalidDataException">An image cannot be decoded.</exception>
    public static (byte[] Onnx, ExportCheck Check, bool IsOnValidation) Create(
        TrainingRun run, string folder, FrequencyNetwork network, ExportFormat format, string name, LabelledImages? calibration, LabelledImages? check)
    {
        var metadata = format == ExportFormat.Int8 ? run.Metadata with { Accuracy = null } : run.Metadata;
        var onnx = Convert(TorchExporter.Export(network, metadata), format, metadata, calibration);
        using var model = FrequencyModel.Load(onnx, name, new FrequencyModelOptions { Device = InferenceDevice.Cpu });
        var result = (check ?? calibration) is { } images
            ? ExportCheck.Measure(network, model, images)
            : ExportCheck.MeasureOnRandom(network, model, run.Normalization);
        if (!result.PassesAs(format)) throw new InvalidOperationException(Refusal(result, format, name));
        var isOnValidation = check is not null && IsValidation(check, folder);
        if (isOnValidation && format != ExportFormat.Float32)
            onnx = OnnxGraph.WithMetadata(onnx, (metadata with { Accuracy = result.Accuracy }).ToProperties());
        return (onnx, result, isOnValidation);
    }

    /// <summary>Turns a float32 file into another format.</summary>
    /// <param name="float32">The file.</param>
    /// <param name="format">The format.</param>
    /// <param name="metadata">Of the file.</param>
    /// <param name="calibration">Images to calibrate int8 on.</param>
    public static byte[] Convert(byte[] float32, ExportFormat format, ModelMetadata metadata, LabelledImages? calibration)
    {
        if (format == ExportFormat.Float32) return float32;
        if (format == ExportFormat.Float16) return HalfWeights.Store(float32);
        ArgumentNullException.ThrowIfNull(calibration);
        var extractor = new Dct.DctChannelExtractor(metadata.Selection, metadata.Geometry);
        return Quantizer.Quantize(float32, EvaluationBatches.Read(calibration, extractor, CalibrationBatch).Select(batch => batch.Values));
    }

    private static bool IsValidation(LabelledImages images, string folder) =>
        images.Files.Select(file => (Path.GetRelativePath(images.Folder, file.Path).Replace('\\', '/'), images.Labels[file.Label])).ToHashSet()
            .SetEquals(TrainingRun.ReadPredictions(folder).Select(row => (row.Image, row.Label)));

    private static string Refusal(ExportCheck check, ExportFormat format, string name)
    {
        var because = check.GateDifferences > 0 || format != ExportFormat.Int8
            ? $"The exported model does not equal the network: {check}."
            : FormattableString.Invariant(
                $"The int8 model gives the network's class to {check.Agreement:P1} of {check.Images} images; at least {ExportCheck.LeastAgreement:P0} are expected. ")
                + "Calibrate on more images with --calibration-images, or export float16.";
        return $"{because} {name} was not written.";
    }
}
