using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using FrequencyML.Dct;
using FrequencyML.Training.Data;
using FrequencyML.Training.Tests.Reports;
using NUnit.Framework;

namespace FrequencyML.Training.Tests;

public sealed class SettingsListingTests
{
    private static readonly TrainingSettings[] Samples =
    [
        new(),
        new() { Input = NetworkInput.Rgb, Selection = "192", Precision = Precision.BFloat16, Depths = [1, 2], Width = 24, ClipNorm = 0.1 },
        new()
        {
            Network = NetworkKind.ResNet34, SqueezeExcitation = true, Selection = "Y0-3,Cb0,Cr0", Resize = 96, Crop = 64, Kernel = ResizeKernel.Bilinear,
            ChromaFilter = ChromaFilter.Dctnet, FirstCrop = 32, MixUp = 0.2, CutMix = 1, Gate = GateKind.Soft, Lambda = 1 / 3.0, TargetChannels = 4, Temperature = 0.5,
            GateLearningRateFactor = 3, Epochs = 7, BatchSize = 8, Optimizer = OptimizerKind.AdamW, LearningRate = 1e-4, WarmUpEpochs = 0.5, WeightDecay = 0,
            LabelSmoothing = 0, AverageDecay = 0.999, Seed = 42,
            Augmentation = new AugmentationSettings { MinArea = 0.5, MaxAspect = 2, Mirror = false, Brightness = 0.1, Contrast = 0.2, Saturation = 0.3 },
        },
    ];

    [TestCaseSource(nameof(Samples))]
    public void Options_ReadByTheCommandLine_GiveTheSettings(object sample)
    {
        var settings = (TrainingSettings)sample;
        var options = new SettingOptions();
        var command = new RootCommand();
        options.AddTo(command);
        var words = SettingsListing.Options(SampleRun.Plain(settings)).Skip(4).SelectMany(option => option).ToArray();   // --data to --training-data are train's own
        var parsed = command.Parse(words);
        Assert.That(parsed.Errors, Is.Empty);
        Assert.That(Json(options.Apply(parsed, new TrainingSettings())), Is.EqualTo(Json(settings)));
    }

    [Test]
    public void Of_Settings_ListsEachOne()
    {
        var fields = JsonNode.Parse(Json(new TrainingSettings()))!.AsObject();
        Assert.That(SettingsListing.Of(new TrainingSettings()), Has.Count.EqualTo(fields.Count - 1 + fields["augmentation"]!.AsObject().Count));
        Assert.That(SettingsListing.Of(new TrainingSettings()).Any(setting => setting.IsChanged), Is.False);
    }

    [Test]
    public void Command_TextWithQuotes_IsOneWordOfTheShell() =>
        Assert.That(SettingsListing.Command(SampleRun.Plain() with { TrainingData = "it's & <x>" }), Does.Contain("--training-data 'it'\\''s & <x>'"));

    private static string Json(TrainingSettings settings) => JsonSerializer.Serialize(settings, TrainingRun.Json);
}
