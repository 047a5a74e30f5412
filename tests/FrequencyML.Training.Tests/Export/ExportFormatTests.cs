using System.Runtime.InteropServices;
using FrequencyML.Models;
using FrequencyML.Training.Data;
using FrequencyML.Training.Export;
using FrequencyML.Training.Onnx;
using FrequencyML.Training.Onnx.Wire;
using Google.Protobuf;
using NUnit.Framework;
using DataType = FrequencyML.Training.Onnx.Wire.TensorProto.Types.DataType;

namespace FrequencyML.Training.Tests.Export;

/// <summary>Every kind of network, exported in every format.</summary>
[TestFixtureSource(nameof(Networks))]
public sealed class ExportFormatTests(string network)
{
    private static readonly TrainingSettings Small = new() { Selection = "6", Depths = [1], Width = 8 };

    private static readonly Dictionary<string, TrainingSettings> Settings = new()
    {
        ["hard gate"] = Small with { Selection = "24", Gate = GateKind.Hard, Depths = [1, 1] },
        ["soft gate"] = Small with { Selection = "24", Gate = GateKind.Soft },
        ["no gate"] = Small with { Depths = [2] },
        ["three channels"] = Small with { Selection = "Y0,Cb9,Cr0", Gate = GateKind.Hard, Depths = [1, 2, 1] },
        ["bottlenecks"] = Small with { Network = NetworkKind.ResNet50, Gate = GateKind.Hard, Depths = [1, 2] },
        ["squeeze-and-excitation"] = Small with { SqueezeExcitation = true, Depths = [1, 1] },
        ["RGB"] = Small with { Input = NetworkInput.Rgb, Selection = "192", Depths = [1, 1] },
        ["MobileNetV2"] = new() { Network = NetworkKind.MobileNetV2, Selection = "24", Gate = GateKind.Hard },
        ["MobileNetV2 on RGB with squeeze-and-excitation"] =
            new() { Network = NetworkKind.MobileNetV2, Input = NetworkInput.Rgb, Selection = "192", SqueezeExcitation = true },
    };

    private static IEnumerable<string> Networks => Settings.Keys;

    private TinyRun tiny = null!;
    private byte[] float32 = null!;

    [OneTimeSetUp]
    public void SetUp()
    {
        tiny = new TinyRun(Settings[network]);
        float32 = TorchExporter.Export(tiny.Network, tiny.Run.Metadata);
    }

    [OneTimeTearDown]
    public void TearDown() => tiny.Dispose();

    [Test]
    public void Export_UnsettledNetwork_EqualsTorch()
    {
        using var model = FrequencyModel.Load(float32, "test.onnx");
        var check = ExportCheck.Measure(tiny.Network, model, tiny.Images);
        Assert.That(check.LogitsDifference, Is.LessThan(ExportCheck.Tolerance));
        Assert.That(check.EmbeddingDifference, Is.LessThan(ExportCheck.Tolerance));
        Assert.That(model.EmbeddingLength, Is.EqualTo(tiny.Network.trunk.Features));
        Assert.That(check.GateDifferences, Is.Zero);
        Assert.That(check.Images, Is.EqualTo(20));
        Assert.That(check.Agreement, Is.EqualTo(1));
        Assert.That(check.Accuracy, Is.EqualTo(tiny.Run.Result.Accuracy).And.EqualTo(check.NetworkAccuracy));
        Assert.That(model.HasGate, Is.EqualTo(tiny.Settings.Gate == GateKind.Hard));
        Assert.That(model.Metadata.ToProperties(), Is.EqualTo(tiny.Run.Metadata.ToProperties()));
        Assert.That(ExportCheck.MeasureOnRandom(tiny.Network, model, tiny.Run.Normalization).PassesAs(ExportFormat.Float32));
    }

    [Test]
    public void Create_Float16_IsHalfTheFileAndEqualsTorchButForRounding()
    {
        var (onnx, check, isOnValidation) = ModelExport.Create(tiny.Run, tiny.RunFolder, tiny.Network, ExportFormat.Float16, "test.onnx", null, tiny.Images);
        Assert.That(check.LogitsDifference, Is.LessThan(ExportCheck.HalfTolerance).And.GreaterThan(ExportCheck.Tolerance / 10), "rounded");
        Assert.That(check.EmbeddingDifference, Is.LessThan(ExportCheck.HalfTolerance).And.GreaterThan(0));
        Assert.That(isOnValidation);
        AssertGatesEqual(onnx);
        var halves = ModelProto.Parser.ParseFrom(onnx).Graph.Initializer.Where(tensor => tensor.DataType == (int)DataType.Float16).ToArray();
        Assert.That(onnx.Length, Is.LessThan(float32.Length - halves.Sum(tensor => tensor.RawData.Length) + 300 * halves.Length), "300 bytes for each Cast");
        Assert.That(halves.SelectMany(Values).All(Half.IsFinite));
        Assert.That(halves, Has.Length.EqualTo(ModelProto.Parser.ParseFrom(float32).Graph.Node
            .Count(node => node.OpType is "Conv" or "Gemm" && !node.Name.StartsWith("gate.", StringComparison.Ordinal))));
        Assert.That(OnnxCost.Measure(onnx), Is.EqualTo(OnnxCost.Measure(float32)));

        static Half[] Values(TensorProto tensor) => MemoryMarshal.Cast<byte, Half>(tensor.RawData.Span).ToArray();
    }

    [Test]
    public void Convert_Int8_IsCloseToTorchAndItsGateIsThatOfFloat32()
    {
        var onnx = ModelExport.Convert(float32, ExportFormat.Int8, tiny.Run.Metadata, tiny.Images);
        using var model = FrequencyModel.Load(onnx, "test.onnx");
        var check = ExportCheck.Measure(tiny.Network, model, tiny.Images);
        Assert.That(check.GateDifferences, Is.Zero);
        // Weights of 7 bits are off by up to 1/128 of the largest. The residual networks leave a few percent of that; the 52 layers of
        // MobileNetV2, of random weights and with narrow ends, magnify it. Of two unrelated outputs some logit differs by the whole range.
        Assert.That(check.LogitsDifference, Is.LessThan(tiny.Settings.Network == NetworkKind.MobileNetV2 ? 0.4 : 0.06));
        Assert.That(check.EmbeddingDifference, Is.LessThan(tiny.Settings.Network == NetworkKind.MobileNetV2 ? 0.4 : 0.06));
        Assert.That(model.EmbeddingLength, Is.EqualTo(tiny.Network.trunk.Features));
        AssertGatesEqual(onnx);
        Assert.That(OnnxCost.Measure(onnx), Is.EqualTo(OnnxCost.Measure(float32)));
    }

    [Test]
    public void Convert_EachFormat_EmbeddingLeavesTheLogitsAsTheyWere()
    {
        var without = ModelProto.Parser.ParseFrom(float32);
        without.Graph.Node.Remove(without.Graph.Node.Single(node => node.Output[0] == FrequencyModel.EmbeddingName));
        without.Graph.Output.Remove(without.Graph.Output.Single(output => output.Name == FrequencyModel.EmbeddingName));
        foreach (var format in Enum.GetValues<ExportFormat>())
        {
            var expected = Score(Convert(without.ToByteArray()), embedding: false);
            foreach (var embedding in new[] { false, true })
            {
                var (logits, gates) = Score(Convert(float32), embedding);
                Assert.That(logits, Is.EqualTo(expected.Logits), $"{format}, bit-identical: no tolerance");
                Assert.That(gates, Is.EqualTo(expected.Gates), $"{format}");
            }

            byte[] Convert(byte[] onnx) => ModelExport.Convert(onnx, format, tiny.Run.Metadata, tiny.Images);
        }
    }

    /// <summary>Both formats compute the gate from the same numbers in the same way: it is equal bit for bit, ties included.</summary>
    private void AssertGatesEqual(byte[] other)
    {
        if (tiny.Settings.Gate != GateKind.Hard) return;
        var gates = Score(float32).Gates;
        Assert.That(Score(other).Gates, Is.EqualTo(gates));
        if (tiny.Settings.Selection == "24") Assert.That(gates, Has.Some.EqualTo(0f).And.Some.EqualTo(1f));
    }

    private (float[] Logits, float[] Gates) Score(byte[] onnx, bool embedding = false)
    {
        using var model = FrequencyModel.Load(onnx, "test.onnx");
        using var scorer = new BatchScorer(model, tiny.Images.Files.Count, embedding);
        var extractor = model.CreateExtractor();
        var batch = EvaluationBatches.Read(tiny.Images, extractor, scorer.BatchSize).Single();
        for (var row = 0; row < batch.Labels.Length; row++) batch.Values.AsSpan(row * extractor.Length, extractor.Length).CopyTo(scorer.Input(row));
        scorer.Run(batch.Labels.Length);
        int[] rows = [.. Enumerable.Range(0, batch.Labels.Length)];
        return ([.. rows.SelectMany(row => scorer.Logits(row).ToArray())], [.. rows.SelectMany(row => scorer.Gate(row).ToArray())]);
    }
}
