using System.Runtime.InteropServices;
using FrequencyML.Training.Onnx.Wire;
using Google.Protobuf;

namespace FrequencyML.Conformance.Tests;

/// <summary>
/// An ONNX file made of its wire format, with the properties as the contract's table spells them: channels Y0, Cb0 and Cr0 of a 16x16 crop, the logits their means, the
/// gate what of them is above 0, the embedding the means again.
/// </summary>
internal sealed class HandWrittenModel
{
    public const string Name = "hand.onnx";

    public HandWrittenModel()
    {
        Graph.Node.Add(Node("GlobalAveragePool", "mean", "dct"));
        Graph.Node.Add(Node("Flatten", "logits", "mean"));
        Graph.Node.Add(Node("Greater", "positive", "logits", "zero"));
        Graph.Node.Add(Node("Cast", "gate", "positive"));
        Graph.Node[^1].Attribute.Add(new AttributeProto { Name = "to", Type = AttributeProto.Types.AttributeType.Int, I = 1 });
        Graph.Node.Add(Node("Flatten", "embedding", "mean"));
        Graph.Initializer.Add(new TensorProto { Name = "zero", DataType = 1, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>([0f])) });
        Graph.Input.Add(Value("dct", "N", 3, 2, 2));
        Graph.Output.Add(Value("logits", "N", 3));
        Graph.Output.Add(Value("gate", "N", 3));
        Graph.Output.Add(Value("embedding", "N", 3));
    }

    public GraphProto Graph { get; } = new() { Name = "hand" };

    public Dictionary<string, string> Properties { get; } = new()
    {
        ["frequencyml.format_version"] = "1",
        ["frequencyml.selection"] = "Y0,Cb0,Cr0",
        ["frequencyml.resize"] = "16",
        ["frequencyml.crop"] = "16",
        ["frequencyml.kernel"] = "triangle",
        ["frequencyml.chroma_filter"] = "none",
        ["frequencyml.labels"] = """["bright","blue","red"]""",
        ["frequencyml.architecture"] = "means",
        ["frequencyml.gate_rate"] = "",
        ["frequencyml.training_data"] = "none",
        ["frequencyml.accuracy"] = "",
    };

    public byte[] Write()
    {
        var model = new ModelProto { IrVersion = 8, Graph = Graph, OpsetImport = { new OperatorSetIdProto { Version = 17 } } };
        foreach (var (key, value) in Properties) model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return model.ToByteArray();
    }

    public static NodeProto Node(string type, string output, params string[] inputs) => new() { Name = $"{type} {output}", OpType = type, Input = { inputs }, Output = { output } };

    /// <param name="name">Of the input or output.</param>
    /// <param name="batch">A name for a dynamic batch, a number for a fixed one.</param>
    /// <param name="shape">The other dimensions.</param>
    public static ValueInfoProto Value(string name, object batch, params long[] shape) => new()
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
                        batch is string text ? new TensorShapeProto.Types.Dimension { DimParam = text } : new TensorShapeProto.Types.Dimension { DimValue = (int)batch },
                        shape.Select(length => new TensorShapeProto.Types.Dimension { DimValue = length }),
                    },
                },
            },
        },
    };
}
