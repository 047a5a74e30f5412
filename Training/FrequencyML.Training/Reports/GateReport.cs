using System.Text.Json;
using FrequencyML.Dct;
using FrequencyML.Shared;
using FrequencyML.Training.Data;

namespace FrequencyML.Training.Reports;

/// <summary>Which channels the gate of a run keeps.</summary>
/// <param name="Kind">Hard or soft.</param>
/// <param name="Images">The images that it was measured on.</param>
/// <param name="Patterns">The number of different sets of channels that they keep.</param>
/// <param name="Channels">Every channel of the run's selection, in its order.</param>
internal sealed record GateReport(GateKind Kind, int Images, int Patterns, IReadOnlyList<KeptChannel> Channels)
{
    public GateTotal Total => GateTotal.Of(Channels);

    public IReadOnlyDictionary<ColorComponent, GateTotal> Components =>
        Channels.GroupBy(kept => kept.Channel.Component).OrderBy(group => group.Key).ToDictionary(group => group.Key, GateTotal.Of);

    /// <summary>By the diagonal of the zigzag sequence, from low to high frequency.</summary>
    public IReadOnlyDictionary<int, GateTotal> Bands =>
        Channels.GroupBy(kept => kept.Band).OrderBy(group => group.Key).ToDictionary(group => group.Key, GateTotal.Of);

    /// <summary>
    /// The channels that are kept most often first; where two are kept equally often the one with the larger weight, then the one that comes
    /// first in the zigzag sequence, then Y before Cb before Cr.
    /// </summary>
    public IReadOnlyList<KeptChannel> Ranking =>
    [
        .. Channels.OrderByDescending(kept => kept.Share).ThenByDescending(kept => kept.Weight).ThenBy(kept => kept.ZigzagIndex).ThenBy(kept => kept.Channel.Index),
    ];

    /// <summary>The gate of a run, on its validation images or on others.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="images">A folder of class folders to measure the gate on; null for what was measured on the validation images.</param>
    /// <exception cref="InvalidDataException">There is no run with a gate, or the images cannot be used.</exception>
    public static GateReport Load(string folder, string? images)
    {
        var run = TrainingRun.Load(folder);
        if (images is null || run.Settings.Gate == GateKind.None) return Of(run);     // without a gate there is nothing to measure, and it says so
        using var network = run.LoadNetwork(folder);
        return Of(run, Predictions.Measure(network, run.ScoringSettings, LabelledImages.Read(images).WithLabels(run.Labels, images)));
    }

    /// <summary>The gate of a run, as it was measured on the validation images or is measured anew.</summary>
    /// <param name="run">A run with a gate.</param>
    /// <param name="measured">Of other images; null for the run's own.</param>
    /// <exception cref="InvalidDataException">The run has no gate, or its statistics are not of its selection.</exception>
    public static GateReport Of(TrainingRun run, Predictions? measured = null)
    {
        if (run.Settings.Gate == GateKind.None) throw new InvalidDataException("The run has no gate; train one with --gate hard.");
        var statistics = (measured is null ? run.Gate : measured.Gate)
            ?? throw new InvalidDataException("The run has a gate but no statistics of it; measure them with --data.");
        var selection = run.Settings.ParsedSelection;
        if (statistics.KeepShare.Length != selection.Count || statistics.KeepProbability.Length != selection.Count)
        {
            throw new InvalidDataException(
                $"The run's gate has {statistics.KeepShare.Length} shares and {statistics.KeepProbability.Length} probabilities; " +
                $"its selection has {selection.Count} channels.");
        }
        return new(run.Settings.Gate, measured?.Predicted.Length ?? run.Result.Images, statistics.Patterns,
            [.. selection.Select((channel, place) => new KeptChannel(channel, statistics.KeepShare[place], statistics.KeepProbability[place]))]);
    }

    /// <summary>The channels and their totals.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Gate = Kind,
            Images,
            Patterns,
            Total,
            Components = Components.Select(total =>
                new { Component = total.Key.ToString(), total.Value.Channels, total.Value.Open, total.Value.Share, total.Value.Weight }),
            Bands = Bands.Select(total => new { Band = total.Key, total.Value.Channels, total.Value.Open, total.Value.Share, total.Value.Weight }),
            Channels = Channels.Select(kept => new { Component = kept.Channel.Component.ToString(), kept.Channel.V, kept.Channel.U, kept.Share, kept.Weight }),
        },
        TrainingRun.Json);

    /// <summary>Writes <c>gate.json</c>, <c>gate.png</c> and <c>gate.svg</c>.</summary>
    public void Write(string folder)
    {
        WholeFile.Write(Path.Combine(folder, "gate.json"), path => File.WriteAllText(path, ToJson() + "\n"));
        GateHeatmap.Of(this).Write(folder, "gate");
    }
}
