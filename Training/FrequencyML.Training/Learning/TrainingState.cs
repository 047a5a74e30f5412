using System.Text.Json;
using FrequencyML.Shared;
using FrequencyML.Training.Data;
using FrequencyML.Training.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Learning;

/// <summary>The sums of an epoch that is under way.</summary>
internal sealed record EpochSums(double Loss, long Correct, long Seen, double Open, double Seconds)
{
    public static EpochSums Zero { get; } = new(0, 0, 0, 0, 0);
}

/// <summary>Everything that a run is at one step: written to a checkpoint, it goes on bit by bit as if it had never stopped.</summary>
internal sealed class TrainingState : IDisposable
{
    private const string Magic = "FrequencyML checkpoint 1";

    private TrainingState(Description description)
    {
        random.manual_seed(description.Settings.Seed);
        Settings = description.Settings;
        Labels = description.Labels;
        Normalization = description.Normalization;
        Network = new FrequencyNetwork(Settings, Labels.Count, Normalization)
        {
            ComputeType = Settings.Precision == Precision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32,
        };
        if (Settings.AverageDecay > 0)
        {
            Average = new FrequencyNetwork(Settings, Labels.Count, Normalization) { ComputeType = Network.ComputeType };
            Average.load_state_dict(Network.state_dict());
        }
        Optimizer = Optimization.Create(Network, Settings);
        Steering = new GateSteering(Settings, Settings.ParsedSelection.Count);
        if (description.Steering is { } steering) (Steering.Open, Steering.Integral) = (steering.Open, steering.Integral);
        Step = description.Step;
        Sums = description.Sums;
        History = [.. description.History];
    }

    public TrainingSettings Settings { get; }

    public IReadOnlyList<string> Labels { get; }

    public NormalizationConstants Normalization { get; }

    /// <summary>The network that learns.</summary>
    public FrequencyNetwork Network { get; }

    /// <summary>The average of its weights; null if none is kept.</summary>
    public FrequencyNetwork? Average { get; }

    /// <summary>The network that is evaluated and saved.</summary>
    public FrequencyNetwork Result => Average ?? Network;

    public OptimizerHelper Optimizer { get; }

    public GateSteering Steering { get; }

    /// <summary>The steps done.</summary>
    public long Step { get; set; }

    /// <summary>Of the epoch under way.</summary>
    public EpochSums Sums { get; set; }

    /// <summary>The epochs done.</summary>
    public List<EpochReport> History { get; }

    /// <summary>The start of a run.</summary>
    public static TrainingState Start(TrainingSettings settings, IReadOnlyList<string> labels, NormalizationConstants normalization) =>
        new(new Description(settings, labels, normalization, 0, EpochSums.Zero, null, []));

    /// <summary>Writes a checkpoint; it replaces the one before as a whole.</summary>
    public void Save(string path) => WholeFile.Write(path, temporary =>
    {
        using var writer = new BinaryWriter(File.Create(temporary));
        writer.Write(Magic);
        writer.Write(JsonSerializer.Serialize(
            new Description(Settings, Labels, Normalization, Step, Sums, new(Steering.Open, Steering.Integral), History), TrainingRun.Json));
        Network.save(writer);
        Average?.save(writer);
        Optimizer.save_state_dict(writer);
    });

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="InvalidDataException">The file is no checkpoint, or is cut off.</exception>
    public static TrainingState Load(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        TrainingState? state = null;
        try
        {
            if (reader.ReadString() != Magic) throw new InvalidDataException("it is of another version.");
            var description = JsonSerializer.Deserialize<Description>(reader.ReadString(), TrainingRun.Json) ?? throw new JsonException("it is empty.");
            description.Settings.Validate();
            state = new TrainingState(description);
            state.Network.load(reader);
            state.Average?.load(reader);
            state.Optimizer.load_state_dict(reader);
            return state;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or JsonException or FormatException or ArgumentException)
        {
            state?.Dispose();
            throw new InvalidDataException($"'{path}' is no checkpoint that can be resumed: {error.Message}", error);
        }
    }

    public void Dispose()
    {
        Network.Dispose();
        Average?.Dispose();
        Optimizer.Dispose();
    }

    private sealed record Description(
        TrainingSettings Settings, IReadOnlyList<string> Labels, NormalizationConstants Normalization, long Step, EpochSums Sums,
        SteeringState? Steering, IReadOnlyList<EpochReport> History);

    private sealed record SteeringState(double Open, double Integral);
}
