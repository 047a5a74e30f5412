using System.Text.Json;
using System.Text.Json.Serialization;
using FrequencyML.Models;
using FrequencyML.Shared;
using FrequencyML.Training.Networks;

namespace FrequencyML.Training;

/// <summary>A run folder: <c>run.json</c> (settings, labels, normalization, result) and <c>weights.dat</c>.</summary>
internal sealed record TrainingRun(
    TrainingSettings Settings, IReadOnlyList<string> Labels, NormalizationConstants Normalization, string TrainingData, Evaluation? Result)
{
    private const string DescriptionName = "run.json", WeightsName = "weights.dat";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>What an exported model says of itself.</summary>
    public ModelMetadata Metadata => new()
    {
        Selection = Settings.ParsedSelection,
        Geometry = Settings.Geometry,
        Labels = Labels,
        Architecture = Settings.Architecture,
        GateRate = Result?.GateRate,
        TrainingData = TrainingData,
        Accuracy = Result?.Accuracy,
    };

    /// <summary>Reads a run folder.</summary>
    /// <exception cref="InvalidDataException">There is no run in the folder, or it is damaged.</exception>
    public static TrainingRun Load(string folder)
    {
        var path = Path.Combine(folder, DescriptionName);
        if (!File.Exists(path)) throw new InvalidDataException($"'{folder}' is no run: it has no {DescriptionName}. Train one with frequencyml-train train.");
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
    public GatedResNet LoadNetwork(string folder)
    {
        var network = new GatedResNet(Settings, Labels.Count, Normalization);
        network.load(Path.Combine(folder, WeightsName));
        network.eval();
        return network;
    }

    /// <summary>Writes both files; each replaces its predecessor whole.</summary>
    public void Save(string folder, GatedResNet network)
    {
        WholeFile.Write(Path.Combine(folder, WeightsName), path => network.save(path));
        WholeFile.Write(Path.Combine(folder, DescriptionName), path => File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n"));
    }
}
