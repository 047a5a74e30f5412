// Searches for the channels and the trainer that tell the images of a folder of class folders apart, with ML.NET's AutoML:
//     AutoML [folder [seconds [models]]]

using System.Globalization;
using FrequencyML.Dct;
using FrequencyML.Transforms;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.Trainers;

var folder = args.Length > 0 ? args[0] : "data/samples";
var seconds = args.Length > 1 ? uint.Parse(args[1], CultureInfo.InvariantCulture) : 120;
var models = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 20;

var mlContext = new MLContext(seed: 1);
mlContext.Log += (_, message) =>
{
    if (message.Source == nameof(AutoMLExperiment) && message.Kind == ChannelMessageKind.Info) Console.WriteLine(message.RawMessage);
};

// A row for every image, labelled by its parent folder. Labels become keys here, outside the pipeline, where the metric finds them; the
// test set is seen by no trial.
var images = ImageFiles.Enumerate(folder)
    .Select(path => new LabelledImage { Path = path, Label = Path.GetFileName(Path.GetDirectoryName(path)!) }).ToList();
var rows = mlContext.Data.LoadFromEnumerable(images);
var data = mlContext.Data.ShuffleRows(mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows), seed: 1);
var rest = mlContext.Data.TrainTestSplit(data, testFraction: 0.2, seed: 1);
var split = mlContext.Data.TrainTestSplit(rest.TrainSet, testFraction: 0.25, seed: 1);

// What is searched: the channels, one of two trainers, and its options. Neither trainer needs a GPU.
var channels = mlContext.Auto().CreateSweepableEstimator(
    (context, search) => search.CreateEstimator(context.Transforms, "Features", "Path"), new SearchSpace<DctChannelsSearchOptions>());
var linear = mlContext.Auto().CreateSweepableEstimator(
    (context, search) => context.MulticlassClassification.Trainers.SdcaMaximumEntropy(
        l1Regularization: 0, l2Regularization: search.L2Regularization, maximumNumberOfIterations: search.Iterations),
    new SearchSpace<LinearSearchOptions>());
var trees = mlContext.Auto().CreateSweepableEstimator(
    (context, search) => context.MulticlassClassification.Trainers.LightGbm(
        numberOfLeaves: search.Leaves, minimumExampleCountPerLeaf: search.ExamplesPerLeaf, numberOfIterations: search.Trees),
    new SearchSpace<TreeSearchOptions>());
var pipeline = channels.Append(linear, trees);

var experiment = mlContext.Auto().CreateExperiment()
    .SetPipeline(pipeline)
    .SetMulticlassClassificationMetric(MulticlassClassificationMetric.MicroAccuracy, "Label")
    .SetDataset(split)
    .SetTrainingTimeInSeconds(seconds)
    .SetMaxModelToExplore(models);
var best = await experiment.RunAsync();

// The pipeline's parameters are numbered in its order: 0 is the first estimator, the channels.
var options = best.TrialSettings.Parameter["_pipeline_"]["0"].AsType<DctChannelsSearchOptions>();
var test = mlContext.MulticlassClassification.Evaluate(best.Model.Transform(rest.TestSet));
var isLinear = best.Model is TransformerChain<ITransformer> { LastTransformer: MulticlassPredictionTransformer<MaximumEntropyModelParameters> };
Console.WriteLine($"Best for {images.Count} images: trial {best.TrialSettings.TrialId}, {options}, {(isLinear ? "SdcaMaximumEntropy" : "LightGbm")}");
Console.WriteLine(FormattableString.Invariant(
    $"Accuracy: {best.Metric:0.000} on the images it was chosen by, {test.MicroAccuracy:0.000} on images that no trial saw"));

internal sealed class LabelledImage
{
    public string Path { get; set; } = "";

    public string Label { get; set; } = "";
}

/// <summary>SdcaMaximumEntropy; left to itself it regularizes thousands of values of few images until nothing is left.</summary>
internal sealed class LinearSearchOptions
{
    [Range(0.001f, 100f, 1f, true)]
    public float L2Regularization { get; set; } = 1;

    [Range(5, 50, 10)]
    public int Iterations { get; set; } = 10;
}

/// <summary>LightGbm; leaves of few examples, because a small folder has few.</summary>
internal sealed class TreeSearchOptions
{
    [Range(4, 32, 8)]
    public int Leaves { get; set; } = 8;

    [Range(1, 20, 2)]
    public int ExamplesPerLeaf { get; set; } = 2;

    [Range(10, 200, 50, true)]
    public int Trees { get; set; } = 50;
}
