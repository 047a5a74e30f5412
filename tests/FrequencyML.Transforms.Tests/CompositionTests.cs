using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;

namespace FrequencyML.Transforms.Tests;

internal sealed class CompositionTests
{
    // The channels in which both kinds of image differ from zero: a normalizer would blow up the rounding errors of the others.
    private static readonly DctChannelsOptions Options =
        new() { Selection = ChannelSelection.Parse("Y0,Y1,Y3,Y5,Y7"), Geometry = new ImageGeometry(32, 32) };

    private readonly MLContext mlContext = new(seed: 1);

    [Test]
    public void Append_NormalizerAndTrainer_TellsTwoKindsApartAndSurvivesANewProcess()
    {
        using var folder = new TemporaryFolder();
        var training = Kinds(folder, seeds: Enumerable.Range(0, 16));
        var test = Kinds(folder, seeds: Enumerable.Range(20, 5));
        var pipeline = mlContext.Transforms.CopyColumns("Source", "Path")
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Label"))
            .Append(mlContext.Transforms.DctChannels("Features", "Source", Options))
            .Append(mlContext.Transforms.NormalizeMeanVariance("Features"))
            .AppendCacheCheckpoint(mlContext)
            .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy(maximumNumberOfIterations: 20))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        var model = pipeline.Fit(training);
        var here = model.Transform(test);
        var there = ModelLoader.TransformInNewProcess(mlContext, folder, model, test, register: false);

        var labels = test.GetColumn<string>("Label").ToArray();
        Assert.That(labels, Has.Length.EqualTo(10));
        Assert.That(here.GetColumn<string>("PredictedLabel"), Is.EqualTo(labels));
        Assert.That(there.GetColumn<string>("PredictedLabel"), Is.EqualTo(labels));
        Assert.That(there.Values("Score"), Is.EqualTo(here.Values("Score")));
    }

    [Test]
    public void CrossValidate_Pipeline_FitsEveryFold()
    {
        using var folder = new TemporaryFolder();
        var data = Kinds(folder, seeds: Enumerable.Range(0, 12));
        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(mlContext.Transforms.DctChannels("Features", "Path", Options))
            .Append(mlContext.Transforms.NormalizeMeanVariance("Features"))
            .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy(maximumNumberOfIterations: 20));

        var folds = mlContext.MulticlassClassification.CrossValidate(data, pipeline, numberOfFolds: 2);

        Assert.That(folds.Select(fold => fold.Metrics.MicroAccuracy), Is.All.EqualTo(1));
    }

    private IDataView Kinds(TemporaryFolder folder, IEnumerable<int> seeds) => mlContext.Data.LoadFromEnumerable(seeds.SelectMany(seed => new[]
    {
        new LabelledRow { Path = folder.Write($"stripes {seed}.png", TestImage.Stripes(seed)), Label = "stripes" },
        new LabelledRow { Path = folder.Write($"smooth {seed}.png", TestImage.Smooth(seed)), Label = "smooth" },
    }).ToList());

    private sealed class LabelledRow
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
