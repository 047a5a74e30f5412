using FrequencyML.Training.Onnx;
using FrequencyML.Training.Onnx.Wire;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Onnx;

public sealed class OnnxCostTests
{
    [Test]
    public void Measure_SmallNetwork_IsTheSumOfItsLayers()
    {
        using var tiny = new TinyRun(new TrainingSettings { Selection = "6", Depths = [1, 1], Width = 8, Gate = GateKind.Hard });
        var (parameters, products) = OnnxCost.Measure(TorchExporter.Export(tiny.Network, tiny.Run.Metadata));
        // Gate 1x1; block of 8 channels on 6x6 with a shortcut from 6; block of 16 on 3x3 with a shortcut from 8; head.
        Assert.That(products, Is.EqualTo((6 * 6) + (12 * 1) + 36 * (6 * 8 * 9 + 8 * 8 * 9 + 6 * 8) + 9 * (8 * 16 * 9 + 16 * 16 * 9 + 8 * 16) + 16 * 10));
        Assert.That(parameters, Is.EqualTo((36 + 6) + (12 + 12) + (432 + 576 + 48 + 3 * 8) + (1152 + 2304 + 128 + 3 * 16) + (160 + 10)));
    }

    [Test]
    public void Measure_Pixels_LeavesOutTheInverseTransform()
    {
        using var tiny = new TinyRun(new TrainingSettings { Input = NetworkInput.Rgb, Selection = "192", Depths = [1], Width = 8 });
        var (_, products) = OnnxCost.Measure(TorchExporter.Export(tiny.Network, tiny.Run.Metadata));
        // Stem 7x7 on 24x24; block on 12x12; head.
        Assert.That(products, Is.EqualTo(24 * 24 * (3 * 8 * 49) + 144 * (2 * 8 * 8 * 9) + 8 * 10));
    }

    [Test]
    public void Measure_UnknownOperator_NamesIt()
    {
        var model = new ModelProto { Graph = new GraphProto { Node = { new NodeProto { Name = "n", OpType = "LSTM", Input = { "x" }, Output = { "y" } } } } };
        model.Graph.Initializer.Add(new TensorProto { Name = "x", Dims = { 1 } });
        Assert.That(() => OnnxCost.Measure(model), Throws.TypeOf<NotSupportedException>().With.Message.Contains("LSTM"));
    }
}
