using System.Runtime.InteropServices;
using FrequencyML.Dct;
using FrequencyML.Training.Onnx.Wire;
using Google.Protobuf;

namespace FrequencyML.Models.Tests;

/// <summary>A small model whose results a test can compute by hand, and which it can break.</summary>
/// <remarks>
/// Channels Y0, Cb0, Cr0 of a 16x16 crop: <c>[N, 3, 2, 2]</c>. The gate opens a channel whose mean is above 0; logit k is the mean of
/// gated channel k. The embedding, where it has one, is the mean of each channel, gated or not, and once more.
/// </remarks>
internal static class TestModel
{
    public static readonly ModelMetadata Metadata = new()
    {
        Selection = ChannelSelection.LowFrequency(1, 1, 1),
        Geometry = new ImageGeometry(16, 16),
        Labels = ["bright", "blue", "red"],
        Architecture = "mean of each channel",
        GateRate = 0.5,
        TrainingData = "none",
        Accuracy = null,
    };

    /// <param name="embedding">Whether it has an output <c>embedding</c> <c>[N, 6]</c>.</param>
    public static ModelProto Create(bool embedding = false)
    {
        var graph = new GraphProto { Name = "test" };
        graph.Node.Add(Node("GlobalAveragePool", "mean", "dct"));
        graph.Node.Add(Node("Greater", "positive", "mean", "zero"));
        graph.Node.Add(Node("Cast", "open", "positive"));
        graph.Node[^1].Attribute.Add(new AttributeProto { Name = "to", Type = AttributeProto.Types.AttributeType.Int, I = 1 });
        graph.Node.Add(Node("Flatten", "gate", "open"));
        graph.Node.Add(Node("Mul", "gated", "mean", "open"));
        graph.Node.Add(Node("Flatten", "logits", "gated"));
        graph.Initializer.Add(new TensorProto { Name = "zero", DataType = 1, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>([0f])) });
        graph.Input.Add(Value("dct", 3, 2, 2));
        graph.Output.Add(Value("logits", 3));
        graph.Output.Add(Value("gate", 3));
        if (embedding)
        {
            graph.Node.Add(Node("Concat", "twice", "mean", "mean"));
            graph.Node[^1].Attribute.Add(new AttributeProto { Name = "axis", Type = AttributeProto.Types.AttributeType.Int, I = 1 });
            graph.Node.Add(Node("Flatten", "embedding", "twice"));
            graph.Output.Add(Value("embedding", 6));
        }
        var model = new ModelProto { IrVersion = 8, Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = 17 } } };
        foreach (var (key, value) in Metadata.ToProperties()) model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return model;
    }

    public static FrequencyModel Load(bool embedding = false) => FrequencyModel.Load(Create(embedding).ToByteArray(), "test.onnx");

    /// <summary>A float32 input or output of dynamic batch.</summary>
    public static ValueInfoProto Value(string name, params long[] shape) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = 1,
                Shape = new TensorShapeProto
                {
                    Dim =
                    {
                        new TensorShapeProto.Types.Dimension { DimParam = "N" },
                        shape.Select(length => new TensorShapeProto.Types.Dimension { DimValue = length }),
                    },
                },
            },
        },
    };

    private static NodeProto Node(string type, string output, params string[] inputs) => new() { Name = output, OpType = type, Input = { inputs }, Output = { output } };
}
