using System.Globalization;
using FrequencyML.Tests.Shared;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using NUnit.Framework;

namespace FrequencyML.Transforms.Tests;

/// <summary>
/// The search that AutoML makes over <see cref="DctChannelsSearchOptions"/>, by ML.NET's own API: the default trial, then trials drawn at random,
/// each a pipeline that is fitted on one set of images and scored on another.
/// </summary>
internal sealed class DctChannelsSweepTests
{
    private const int DrawnTrials = 9;

    private readonly MLContext mlContext = new(seed: 1);

    // The two classes are waves of 3 cycles in 8 pixels, across and down: luma channels (0, 6) and (6, 0). Of the published selections only
    // that of 64 channels has them; the default's 24 end at frequency 3. At twice the size they are (0, 3) and (3, 0), which 24 channels
    // have, and at half the size they fold to (0, 4) and (4, 0), which 32 have. All else about an image (level, slope, noise) is drawn
    // alike for both, so that the default trial has nothing to tell them by.
    [Test]
    public void Sweep_ClassesThatDifferInAHighFrequency_FindsATrialBetterThanTheDefault()
    {
        using var folder = new TemporaryFolder();
        var training = Waves(folder, "training", seed: 1, count: 40);
        var validation = Waves(folder, "validation", seed: 2, count: 40);
        var all = SearchSpaceRules.Trials<DctChannelsSearchOptions>().ToArray();
        var drawn = all[1..];
        new Random(3).Shuffle(drawn);

        var results = ((DctChannelsSearchOptions[])[new(), .. drawn[..DrawnTrials]]).Select(trial => (Trial: trial, Accuracy: Score(trial, training, validation))).ToArray();

        foreach (var (trial, accuracy) in results) TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{accuracy:0.000} {trial}"));
        var best = results.MaxBy(result => result.Accuracy);
        Assert.That(results[0].Accuracy, Is.LessThan(0.75), "The default trial tells the classes apart: the images give something else away.");
        Assert.That(best.Accuracy, Is.GreaterThan(0.95));
        Assert.That(best.Trial.ChannelCount, Is.GreaterThanOrEqualTo(best.Trial.Crop switch { 56 => 32, 112 => 64, _ => 24 }), best.Trial.ToString());
        Assert.That(Score(best.Trial, training, validation), Is.EqualTo(best.Accuracy), "The same trial again");
    }

    private double Score(DctChannelsSearchOptions trial, IDataView training, IDataView validation)
    {
        // One thread: SDCA on several depends on who comes first. Regularization: by what it would choose for thousands of values of few
        // images, it gives all of them one label, those to train included.
        var trainer = new SdcaMaximumEntropyMulticlassTrainer.Options
        {
            NumberOfThreads = 1,
            MaximumNumberOfIterations = 10,
            L1Regularization = 0,
            L2Regularization = 1,
        };
        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(trial.CreateEstimator(mlContext.Transforms, "Features", "Path"))
            .AppendCacheCheckpoint(mlContext)
            .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy(trainer));
        return mlContext.MulticlassClassification.Evaluate(pipeline.Fit(training).Transform(validation)).MicroAccuracy;
    }

    private IDataView Waves(TemporaryFolder folder, string set, int seed, int count)
    {
        var random = new Random(seed);
        return mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(index => new LabelledRow
        {
            Path = folder.Write(Path.Combine(set, $"{index}.png"), TestImage.Wave(random, down: index % 2 == 1)),
            Label = index % 2 == 1 ? "down" : "across",
        }).ToList());
    }

    private sealed class LabelledRow
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
