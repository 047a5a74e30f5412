using FrequencyML.Tests.Shared;
using FrequencyML.Training.Export;
using FrequencyML.Training.Learning;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Export;

internal sealed class TrainedExportTests
{
    /// <summary>Its 52 layers with narrow ends are the hardest to quantize, and only trained weights make something of what sets images apart.</summary>
    [Test]
    public void Create_Int8OfATrainedMobileNetV2_IsCloseToTorch()
    {
        using var folder = new TemporaryFolder();
        var images = Example.Stripes(folder);
        var settings = Example.Settings with
        {
            Network = NetworkKind.MobileNetV2,
            Input = NetworkInput.Rgb,
            Selection = "192",
            Epochs = 24,
            LearningRate = 0.02,
            Depths = null,
            Width = 64,
        };
        var run = Trainer.Train(settings, Example.Job(images, folder["run"]))!;
        using var network = run.LoadNetwork(folder["run"]);
        var (_, check, _) = ModelExport.Create(run, folder["run"], network, ExportFormat.Int8, "test.onnx", images, images);
        Assert.That(check.NetworkAccuracy, Is.GreaterThan(0.9), "it has learned something");
        Assert.That(check.LogitsDifference, Is.LessThan(0.05));                       // 12 seeds: 0.007 to 0.028
    }
}
