using System.CommandLine;
using System.Text.Json;
using FrequencyML.Training.Commands;
using FrequencyML.Training.Data;
using NUnit.Framework;

namespace FrequencyML.Training.Tests;

public sealed class RecipeTests
{
    [Test]
    public void Options_SettingsThatAllDiffer_ParseBackToThem()
    {
        AssertParsesBack(new TrainingSettings
        {
            Network = NetworkKind.ResNet50,
            Width = 32,
            Depths = [1, 2, 3],
            SqueezeExcitation = true,
            Selection = Dct.ChannelSelection.Parse("low:8,4,4").ToString(),
            Resize = 300,
            Crop = 256,
            Kernel = Dct.ResizeKernel.Bilinear,
            ChromaFilter = Dct.ChromaFilter.Dctnet,
            FirstCrop = 128,
            Augmentation = new AugmentationSettings { MinArea = 0.5, MaxAspect = 1.5, Mirror = false, Brightness = 0.1, Contrast = 0.2, Saturation = 0.3 },
            MixUp = 0.2,
            CutMix = 1,
            Gate = GateKind.Soft,
            Lambda = 0.01,
            TargetChannels = 12.5,
            Temperature = 2,
            GateLearningRateFactor = 3,
            Epochs = 7,
            BatchSize = 16,
            Optimizer = OptimizerKind.AdamW,
            LearningRate = 1e-5,
            WarmUpEpochs = 0.5,
            WeightDecay = 0,
            LabelSmoothing = 0,
            AverageDecay = 0.99,
            ClipNorm = 1,
            Precision = Precision.BFloat16,
            Seed = 5,
        });
    }

    [Test]
    public void Options_Rgb_ParseBackToThem() => AssertParsesBack(new TrainingSettings { Network = NetworkKind.MobileNetV2, Input = NetworkInput.Rgb, Selection = "192" });

    [Test]
    public void Options_Defaults_AreNone()
    {
        Assert.That(Recipe.Options(new TrainingSettings()), Is.Empty);
        Assert.That(Recipe.Changes(new TrainingSettings()), Is.Empty);
    }

    [Test]
    public void Changes_SettingWithoutOption_IsThereAndNotAmongTheOptions()
    {
        var settings = new TrainingSettings { Momentum = 0.8 };
        Assert.That(Recipe.Changes(settings), Is.EqualTo(new[] { new ChangedSetting(null, "momentum", "0.8", "0.9") }));
        Assert.That(Recipe.Options(settings), Is.Empty);
    }

    private static void AssertParsesBack(TrainingSettings settings)
    {
        var options = new SettingOptions();
        var command = new RootCommand();
        foreach (var option in options.All) command.Options.Add(option);
        var parsed = command.Parse(Recipe.Options(settings));
        Assert.That(parsed.Errors, Is.Empty);
        Assert.That(Text(options.Apply(parsed, new TrainingSettings())), Is.EqualTo(Text(settings)));

        static string Text(TrainingSettings value) => JsonSerializer.Serialize(value, TrainingRun.Json);
    }
}
