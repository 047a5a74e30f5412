using FrequencyML.Models;
using FrequencyML.Training.Data;
using FrequencyML.Training.Export;
using FrequencyML.Training.Networks;
using FrequencyML.Training.Onnx;
using NUnit.Framework;
using static TorchSharp.torch;

namespace FrequencyML.Training.Tests.Export;

internal sealed class ExportTests
{
    private static readonly TrainingSettings Small = new() { Selection = "6", Depths = [1], Width = 8 };

    [Test]
    public void Measure_OtherWeights_Fails()
    {
        using var tiny = new TinyRun(Small);
        using var model = FrequencyModel.Load(TorchExporter.Export(tiny.Network, tiny.Run.Metadata), "test.onnx");
        using (no_grad()) tiny.Network.head.weight!.mul_(1.03);
        var check = ExportCheck.Measure(tiny.Network, model, tiny.Images);
        Assert.That(check.PassesAs(ExportFormat.Float32), Is.False);
        Assert.That(check.PassesAs(ExportFormat.Float16), Is.False);
        Assert.That(ExportCheck.MeasureOnRandom(tiny.Network, model, tiny.Run.Normalization).PassesAs(ExportFormat.Float32), Is.False);
    }

    [TestCase(NetworkKind.ResNet18, NetworkInput.Dct, "24")]
    [TestCase(NetworkKind.ResNet18, NetworkInput.Dct, "192")]
    [TestCase(NetworkKind.ResNet18, NetworkInput.Rgb, "192")]
    [TestCase(NetworkKind.ResNet50, NetworkInput.Dct, "24")]
    [TestCase(NetworkKind.MobileNetV2, NetworkInput.Dct, "24")]
    public void MeasureOnRandom_NetworkOfUsualWidth_Passes(NetworkKind kind, NetworkInput input, string selection)
    {
        using var scope = NewDisposeScope();
        var settings = new TrainingSettings { Network = kind, Input = input, Selection = selection };
        var count = input == NetworkInput.Rgb ? 3 : settings.ParsedSelection.Count;
        var normalization = new NormalizationConstants([.. Enumerable.Repeat(1.0, count)], [.. Enumerable.Repeat(20.0, count)], 1);
        random.manual_seed(1);
        using var network = new FrequencyNetwork(settings, 10, normalization);
        using (no_grad())
            foreach (var parameter in network.parameters()) parameter.add_(randn_like(parameter) * 0.02);         // no branch begins at zero
        network.eval();
        var metadata = new ModelMetadata
        {
            Selection = settings.ParsedSelection,
            Geometry = settings.Geometry,
            Labels = [.. "abcdefghij".Select(letter => letter.ToString())],
            Architecture = settings.Architecture,
            TrainingData = "none",
        };
        using var model = FrequencyModel.Load(TorchExporter.Export(network, metadata), "test.onnx");
        var check = ExportCheck.MeasureOnRandom(network, model, normalization);
        Assert.That(check.PassesAs(ExportFormat.Float32), check.ToString());
    }

    [TestCase(0.9, 0, true)]
    [TestCase(0.89, 0, false)]
    [TestCase(1, 1, false)]
    public void PassesAs_Int8_TakesAgreementAndEqualGates(double agreement, long gateDifferences, bool passes) =>
        Assert.That(new ExportCheck(100, 0.3, 0.3, gateDifferences, 0, 0, agreement, 0.8, 0.8).PassesAs(ExportFormat.Int8), Is.EqualTo(passes));

    [Test]
    public void PassesAs_OtherFeatures_Fails()
    {
        foreach (var (format, tolerance) in new[] { (ExportFormat.Float32, ExportCheck.Tolerance), (ExportFormat.Float16, ExportCheck.HalfTolerance) })
        {
            var check = new ExportCheck(100, 0, tolerance, 0, 0, 0, 1, 0.8, 0.8);
            Assert.That(check.PassesAs(format));
            Assert.That((check with { EmbeddingDifference = 1.01 * tolerance }).PassesAs(format), Is.False);
        }
    }

    [Test]
    public void Create_Int8_StatesAnAccuracyOnlyWhereItWasMeasuredOnTheValidationImages()
    {
        using var tiny = new TinyRun(Small);
        var (measured, check, _) = ModelExport.Create(tiny.Run, tiny.RunFolder, tiny.Network, ExportFormat.Int8, "test.onnx", tiny.Images, tiny.Images);
        Assert.That(Accuracy(measured), Is.EqualTo(check.Accuracy));
        var others = tiny.Images with { Files = [.. tiny.Images.Files.Skip(1)] };
        var (onOthers, _, isOnValidation) = ModelExport.Create(tiny.Run, tiny.RunFolder, tiny.Network, ExportFormat.Int8, "test.onnx", tiny.Images, others);
        Assert.That(isOnValidation, Is.False);
        Assert.That(Accuracy(onOthers), Is.Null);
        var (half, _, _) = ModelExport.Create(tiny.Run, tiny.RunFolder, tiny.Network, ExportFormat.Float16, "test.onnx", null, null);
        Assert.That(Accuracy(half), Is.EqualTo(tiny.Run.Result.Accuracy));

        static double? Accuracy(byte[] onnx)
        {
            using var model = FrequencyModel.Load(onnx, "test.onnx");
            return model.Metadata.Accuracy;
        }
    }

    [Test]
    public void Spread_FewerThanAll_TakesSomeOfEveryClass()
    {
        var images = new LabelledImages("", ["a", "b"], [.. Enumerable.Range(0, 10).Select(i => ($"{i}", i / 5))]);
        Assert.That(images.Sample(4).Files.Select(file => file.Path), Is.EqualTo(new[] { "0", "2", "5", "7" }));
        Assert.That(images.Sample(100).Files, Is.EqualTo(images.Files));
    }

    /// <summary>Native code must not read a number that a collection has freed; see <see cref="HeldScalar"/>.</summary>
    [Test]
    public void Export_CollectionsAtAnyMoment_SameFile()
    {
        using var tiny = new TinyRun(Small with { Depths = [4, 4, 4, 4] });
        var quiet = TorchExporter.Export(tiny.Network, tiny.Run.Metadata);
        using var collections = new GarbageCollections();
        for (var repeat = 0; repeat < 100; repeat++) Assert.That(TorchExporter.Export(tiny.Network, tiny.Run.Metadata).AsSpan().SequenceEqual(quiet));
    }

    [Test]
    public void Export_TrainingMode_Throws()
    {
        using var tiny = new TinyRun(Small);
        tiny.Network.train();
        Assert.That(() => TorchExporter.Export(tiny.Network, tiny.Run.Metadata), Throws.InvalidOperationException.With.Message.Contains("eval"));
    }
}
