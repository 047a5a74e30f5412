using System.Diagnostics;
using FrequencyML.Models;
using FrequencyML.Training.Onnx;

namespace FrequencyML.Training.Comparison;

/// <summary>The runs of one variant, which differ in nothing but their seeds.</summary>
internal sealed class ComparedVariant : IDisposable
{
    private const int BatchSize = 32;

    private readonly FrequencyModel model;
    private readonly BatchScorer scorer;
    private readonly List<double> rates = [];

    /// <param name="name">The row's name.</param>
    /// <param name="folders">The runs' folders.</param>
    /// <param name="threads">Of OnnxRuntime, for the measured speed.</param>
    /// <exception cref="InvalidDataException">A run is missing or damaged, differs from the others, or was measured on other images.</exception>
    public ComparedVariant(string name, IReadOnlyList<string> folders, int threads)
    {
        Name = name;
        Folders = folders;
        Runs = [.. folders.Select(TrainingRun.Load)];
        for (var i = 1; i < folders.Count; i++)
            if (!(Runs[i].ScoringSettings with { Seed = 0 }).IsSameAs(Runs[0].ScoringSettings with { Seed = 0 }))
                throw new InvalidDataException($"The runs '{folders[0]}' and '{folders[i]}' of '{name}' differ in more than their seed.");
        if (Runs.GroupBy(run => run.Settings.Seed).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidDataException($"Two runs of '{name}' have the seed {twice.Key}; they are one.");
        Predictions = [.. folders.Select(TrainingRun.ReadPredictions)];
        using var network = Runs[0].LoadNetwork(folders[0]);
        var onnx = TorchExporter.Export(network, Runs[0].Metadata);
        Cost = OnnxCost.Measure(onnx);
        model = FrequencyModel.Load(onnx, name, new FrequencyModelOptions { Threads = threads, Device = InferenceDevice.Cpu });
        scorer = new BatchScorer(model, BatchSize);
        var random = new Random(1);
        for (var row = 0; row < BatchSize; row++)
            foreach (ref var value in scorer.Input(row)) value = 100 * random.NextSingle() - 50;
    }

    public string Name { get; }

    public IReadOnlyList<string> Folders { get; }

    public IReadOnlyList<TrainingRun> Runs { get; }

    /// <summary>Of each run, in the order of the images.</summary>
    public IReadOnlyList<IReadOnlyList<Prediction>> Predictions { get; }

    public OnnxCost Cost { get; }

    public TrainingSettings Settings => Runs[0].Settings;

    /// <summary>What the trunk sees, as channels x height x width.</summary>
    public string Input => Settings.Input == NetworkInput.Rgb
        ? $"3x{Settings.Crop}x{Settings.Crop}"
        : $"{Settings.ParsedSelection.Count}x{Settings.Crop / 8}x{Settings.Crop / 8}";

    /// <summary>The numbers that the trunk sees of an image.</summary>
    public int InputLength => Settings.Input == NetworkInput.Rgb
        ? 3 * Settings.Crop * Settings.Crop
        : Settings.ParsedSelection.Count * (Settings.Crop / 8) * (Settings.Crop / 8);

    /// <summary>Mean top-1 over the runs, 0..1.</summary>
    public double Accuracy => Runs.Average(run => run.Result.Accuracy);

    /// <summary>The sample deviation over the runs; null of one.</summary>
    public double? Spread => Runs.Count < 2 ? null : Math.Sqrt(Runs.Sum(run => Math.Pow(run.Result.Accuracy - Accuracy, 2)) / (Runs.Count - 1));

    /// <summary>Whether each run classified each image right, <c>[run][image]</c>.</summary>
    public bool[][] Right => [.. Predictions.Select(run => run.Select(prediction => prediction.IsCorrect).ToArray())];

    /// <summary>Images a second through OnnxRuntime in float32, the median of all rounds.</summary>
    public double Rate => rates.Order().ElementAt(rates.Count / 2);

    /// <summary>Runs the network for a while, once in each round of a comparison, so that what else the machine does meets all variants alike.</summary>
    public void MeasureRound()
    {
        scorer.Run(BatchSize);
        var (clock, images) = (Stopwatch.StartNew(), 0);
        for (; clock.Elapsed < TimeSpan.FromSeconds(0.5); images += BatchSize) scorer.Run(BatchSize);
        rates.Add(images / clock.Elapsed.TotalSeconds);
    }

    public void Dispose()
    {
        scorer.Dispose();
        model.Dispose();
    }
}
