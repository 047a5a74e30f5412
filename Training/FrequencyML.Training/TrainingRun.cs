using System.Text.Json;
using System.Text.Json.Serialization;
using FrequencyML.Models;
using FrequencyML.Shared;
using FrequencyML.Training.Data;
using FrequencyML.Training.Networks;

namespace FrequencyML.Training;

/// <summary>
/// A finished run: <c>run.json</c> (settings, labels, normalization, epochs, result), <c>weights.dat</c> and <c>predictions.tsv</c> (the
/// class of every validation image). While it is under way its folder has a <c>checkpoint.dat</c>.
/// </summary>
/// <param name="Settings">What it was trained with.</param>
/// <param name="Labels">The classes, in the order of the logits.</param>
/// <param name="Normalization">Mean and deviation of each channel of the training images, or of each colour for a network on RGB.</param>
/// <param name="TrainingData">What the images are.</param>
/// <param name="Epochs">What was measured of each.</param>
/// <param name="Result">What was measured on the validation images in the end.</param>
/// <param name="Gate">Of the validation images; null without a gate.</param>
/// <param name="Shift">Of a steered gate.</param>
/// <param name="HasValidationFolder">Whether the validation images were a folder of their own.</param>
/// <param name="ScoringResize">
/// The short side of images to score, in pixels, where another one than that of the settings was chosen after training. Random crops show
/// things larger than whole images do, so that a network may do better on images that are enlarged in turn. Source: Touvron et al., "Fixing the
/// train-test resolution discrepancy", NeurIPS 2019.
/// </param>
internal sealed record TrainingRun(
    TrainingSettings Settings,
    IReadOnlyList<string> Labels,
    NormalizationConstants Normalization,
    string TrainingData,
    IReadOnlyList<EpochReport> Epochs,
    Evaluation Result,
    GateStatistics? Gate,
    GateShift? Shift = null,
    bool HasValidationFolder = true,
    int? ScoringResize = null)
{
    private const string DescriptionName = "run.json", WeightsName = "weights.dat", PredictionsName = "predictions.tsv";

    internal static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>What an exported model says of itself.</summary>
    internal ModelMetadata Metadata => new()
    {
        Selection = Settings.ParsedSelection,
        Geometry = ScoringSettings.Geometry,
        Labels = Labels,
        Architecture = Settings.Architecture,
        GateRate = Result.GateRate,
        TrainingData = TrainingData,
        Accuracy = Result.Accuracy,
    };

    /// <summary>The settings by which images are scored.</summary>
    internal TrainingSettings ScoringSettings => Settings with { Resize = ScoringResize ?? Settings.Resize };

    public static string DescriptionPath(string folder) => Path.Combine(folder, DescriptionName);

    public static string CheckpointPath(string folder) => Path.Combine(folder, "checkpoint.dat");

    /// <summary>Reads a run folder.</summary>
    /// <exception cref="InvalidDataException">There is no finished run in the folder, or it is damaged.</exception>
    public static TrainingRun Load(string folder)
    {
        var path = DescriptionPath(folder);
        if (!File.Exists(path))
            throw new InvalidDataException(File.Exists(CheckpointPath(folder))
                ? $"The run in '{folder}' is not finished: go on with frequencyml-train train --resume {folder}."
                : $"'{folder}' is no run: it has no {DescriptionName}. Train one with frequencyml-train train.");
        try
        {
            return JsonSerializer.Deserialize<TrainingRun>(File.ReadAllText(path), Json) ?? throw new JsonException("The file is empty.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{path}' is damaged: {error.Message}", error);
        }
    }

    /// <summary>Creates the network with the saved weights, in evaluation mode.</summary>
    /// <exception cref="InvalidDataException">The weights are missing, damaged or another network's.</exception>
    public FrequencyNetwork LoadNetwork(string folder)
    {
        var path = Path.Combine(folder, WeightsName);
        if (!File.Exists(path)) throw new InvalidDataException($"'{path}' is missing; restore it, or train the run again.");
        var network = new FrequencyNetwork(Settings, Labels.Count, Normalization);
        try
        {
            network.load(path);
        }
        catch (Exception error) when (error is IOException or ArgumentException or InvalidOperationException or FormatException)
        {
            network.Dispose();
            throw new InvalidDataException($"'{path}' does not hold the weights of this run: {error.Message} Restore it, or train the run again.", error);
        }
        network.eval();
        return network;
    }

    /// <summary>Writes all files, each as a whole, and last the one that says that there is a run.</summary>
    public void Save(string folder, FrequencyNetwork network, Predictions predictions)
    {
        WholeFile.Write(Path.Combine(folder, WeightsName), path => network.save(path));
        WholeFile.Write(Path.Combine(folder, PredictionsName), predictions.Write);
        WholeFile.Write(DescriptionPath(folder), path => File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n"));
    }

    /// <summary>Reads which class the run gave each of its validation images.</summary>
    public static IReadOnlyList<Prediction> ReadPredictions(string folder) => Prediction.Read(Path.Combine(folder, PredictionsName));
}
