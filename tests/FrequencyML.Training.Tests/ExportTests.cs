using FrequencyML.Models;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Networks;
using FrequencyML.Training.Onnx;
using FrequencyML.Training.Textures;
using NUnit.Framework;
using static TorchSharp.torch;

namespace FrequencyML.Training.Tests;

public sealed class ExportTests
{
    [TestCase(true, "24", new[] { 1, 1 })]
    [TestCase(false, "6", new[] { 2 })]
    [TestCase(true, "Y0,Cb9,Cr0", new[] { 1, 2, 1 })]
    public void Export_UnsettledNetwork_EqualsTorch(bool gated, string selection, int[] depths)
    {
        using var folder = new TemporaryFolder();
        TextureSet.Write(folder.Path, perClass: 2, seed: 11);
        var images = LabelledImages.Read(folder.Path);
        var settings = new TrainingSettings { Selection = selection, Resize = 64, Crop = 48, Gate = gated, Depths = depths, Width = 8 };
        var cache = ChannelCache.Build(images, settings.ParsedSelection, settings.TrainingGeometry);
        using var network = new GatedResNet(settings, images.Labels.Count, cache.Normalization);
        Unsettle(network, settings);
        var run = new TrainingRun(settings, images.Labels, cache.Normalization, "test", null);

        using var model = FrequencyModel.Load(TorchExporter.Export(network, run.Metadata), "test.onnx");
        var check = ExportCheck.Measure(network, model, images);
        Assert.That(check.LogitsDifference, Is.LessThan(ExportCheck.Tolerance));
        Assert.That(check.GateDifferences, Is.Zero);
        Assert.That(check.Images, Is.EqualTo(20));
        Assert.That(model.HasGate, Is.EqualTo(gated));
        Assert.That(model.Metadata.ToProperties(), Is.EqualTo(run.Metadata.ToProperties()));
    }

    [Test]
    public void Measure_OtherWeights_Fails()
    {
        using var folder = new TemporaryFolder();
        TextureSet.Write(folder.Path, perClass: 1, seed: 11);
        var images = LabelledImages.Read(folder.Path);
        var settings = new TrainingSettings { Selection = "6", Resize = 64, Crop = 48, Depths = [1], Width = 8 };
        var cache = ChannelCache.Build(images, settings.ParsedSelection, settings.TrainingGeometry);
        using var network = new GatedResNet(settings, images.Labels.Count, cache.Normalization);
        Unsettle(network, settings);
        var run = new TrainingRun(settings, images.Labels, cache.Normalization, "test", null);
        using var model = FrequencyModel.Load(TorchExporter.Export(network, run.Metadata), "test.onnx");
        using (no_grad()) network.head.weight!.mul_(1.01);
        Assert.That(ExportCheck.Measure(network, model, images).Passed, Is.False);
    }

    [Test]
    public void Export_TrainingMode_Throws()
    {
        var settings = new TrainingSettings { Selection = "6", Depths = [1], Width = 4 };
        using var network = new GatedResNet(settings, 2, new NormalizationConstants(new double[6], [1, 1, 1, 1, 1, 1], 1));
        var metadata = new TrainingRun(settings, ["a", "b"], new([], [], 0), "test", null).Metadata;
        Assert.That(() => TorchExporter.Export(network, metadata), Throws.InvalidOperationException.With.Message.Contains("eval"));
    }

    /// <summary>Moves every parameter and running statistic away from its initial value, so that nothing exported is 0 or 1 by chance.</summary>
    private static void Unsettle(GatedResNet network, TrainingSettings settings)
    {
        random.manual_seed(9);
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        foreach (var parameter in network.parameters()) parameter.add_(randn_like(parameter) * 0.1);
        if (network.gate is not null) nn.init.normal_(network.gate.logits.weight!, 0, 2);
        network.train();
        for (var i = 0; i < 3; i++) network.forward(randn(8, settings.ParsedSelection.Count, 6, 6) * 50);
        network.eval();
    }
}
