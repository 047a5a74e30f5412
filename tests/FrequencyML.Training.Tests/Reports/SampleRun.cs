using FrequencyML.Training.Data;

namespace FrequencyML.Training.Tests.Reports;

/// <summary>Runs that no one trained.</summary>
internal static class SampleRun
{
    public const string HostileLabel = "a<script>alert(1)</script>&\"'";

    public static IReadOnlyList<string> Labels { get; } = ["cat", "dog", HostileLabel];

    /// <summary>9 of 12 images are right; two cats are taken for dogs.</summary>
    public static IReadOnlyList<Prediction> Predictions { get; } =
    [
        .. Repeat("cat", "cat", 2), .. Repeat("cat", "dog", 2), .. Repeat("dog", "dog", 4),
        .. Repeat(HostileLabel, HostileLabel, 3), .. Repeat(HostileLabel, "cat", 1),
    ];

    /// <summary>A run without a gate.</summary>
    public static TrainingRun Plain(TrainingSettings? settings = null, int epochs = 3) =>
        Create(settings ?? new TrainingSettings { Epochs = epochs }, epochs, gate: null);

    /// <summary>A run with a gate on the channels of a selection.</summary>
    public static TrainingRun Gated(string selection, double[] shares, double[] weights, bool isSoft = false) => Create(
        new TrainingSettings { Selection = selection, Gate = isSoft ? GateKind.Soft : GateKind.Hard, Epochs = 2 }, 2, new GateStatistics(shares, weights, 5, isSoft));

    /// <summary>A run with a gate that keeps low frequencies of all channels.</summary>
    public static TrainingRun Gated()
    {
        var shares = Enumerable.Range(0, 192).Select(index => Math.Max(0, 1 - (index / 64 * 3 + index % 64 / 8 + index % 8) / 9.0)).ToArray();
        return Gated("192", shares, [.. shares.Select(share => 0.05 + 0.9 * share)]);
    }

    /// <summary>Writes what <c>train</c> leaves, but for the weights.</summary>
    public static void Write(TrainingRun run, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "run.json"), System.Text.Json.JsonSerializer.Serialize(run, TrainingRun.Json));
        Prediction.Write(Path.Combine(folder, "predictions.tsv"), Predictions);
    }

    private static TrainingRun Create(TrainingSettings settings, int epochs, GateStatistics? gate)
    {
        var channels = settings.ParsedSelection.Count;
        double? open = gate is { IsSoft: false } ? gate.KeepShare.Sum() : null;
        var evaluation = new Evaluation(12, 0.75, open, open / channels, open is null ? null : 5, open is null ? null : 3);
        return new TrainingRun(
            settings, Labels, new NormalizationConstants(new double[channels], [.. Enumerable.Repeat(1.0, channels)], 12), "made & up <images>",
            [.. Enumerable.Range(1, epochs).Select(epoch => Epoch(epoch, gate is null ? null : 20.0 / epoch))], evaluation, gate);
    }

    public static EpochReport Epoch(int epoch, double? open = null) => new(
        epoch, 2.0 / epoch, 1 - 0.5 / epoch, open, open is null ? null : 0.001, 0.1 / epoch, new Evaluation(12, 0.75, null, null, null, null), 12.5);

    private static IEnumerable<Prediction> Repeat(string label, string predicted, int count) =>
        Enumerable.Range(0, count).Select(index => new Prediction($"{label}/{index}.jpg", label, predicted));
}
