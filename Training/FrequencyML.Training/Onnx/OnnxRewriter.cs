using System.Runtime.InteropServices;
using FrequencyML.Training.Onnx.Wire;
using Google.Protobuf;
using DataType = FrequencyML.Training.Onnx.Wire.TensorProto.Types.DataType;

namespace FrequencyML.Training.Onnx;

/// <summary>
/// A file that <see cref="TorchExporter"/> wrote while a pass writes it anew: the pass goes through <see cref="Nodes"/> in their order and
/// adds what shall stand in their place. Constants stay as long as a node reads them.
/// </summary>
internal sealed class OnnxRewriter
{
    private readonly ModelProto model;
    private readonly GraphProto rewritten = new();

    /// <param name="onnx">The bytes of the file.</param>
    public OnnxRewriter(byte[] onnx)
    {
        model = ModelProto.Parser.ParseFrom(onnx);
        Constants = model.Graph.Initializer.ToDictionary(tensor => tensor.Name);
    }

    /// <summary>The nodes of the file as it was, each after those whose values it reads.</summary>
    public IReadOnlyList<NodeProto> Nodes => model.Graph.Node;

    /// <summary>The weights of the file as it was, by name.</summary>
    public IReadOnlyDictionary<string, TensorProto> Constants { get; }

    /// <summary>
    /// Whether a node prepares the input: pixel reconstruction, normalization and gate. Both passes leave those as they are, so that a gate
    /// decides on the very values on which it decides in float32.
    /// </summary>
    public static bool IsOfInput(NodeProto node) =>
        node.Name.StartsWith("pixels.", StringComparison.Ordinal) || node.Name.StartsWith("normalization.", StringComparison.Ordinal)
        || node.Name.StartsWith("gate.", StringComparison.Ordinal);

    /// <summary>The values of a float32 weight.</summary>
    public static ReadOnlySpan<float> Floats(TensorProto tensor) => MemoryMarshal.Cast<byte, float>(tensor.RawData.Span);

    /// <summary>Adds a node as it is.</summary>
    public void Add(NodeProto node) => rewritten.Node.Add(node);

    /// <summary>Adds a node with one output; returns the output's name, which must be new.</summary>
    public string Add(string type, string output, IEnumerable<string> inputs, params (string Name, object Value)[] attributes)
    {
        rewritten.Node.Add(new NodeProto
        {
            Name = output,
            OpType = type,
            Input = { inputs },
            Output = { output },
            Attribute = { attributes.Select(attribute => OnnxGraph.Attribute(attribute.Name, attribute.Value)) },
        });
        return output;
    }

    /// <summary>Adds a constant; returns its name, which must be new.</summary>
    public string AddConstant<T>(string name, DataType type, IEnumerable<long> shape, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        rewritten.Initializer.Add(new TensorProto
        {
            Name = name,
            DataType = (int)type,
            Dims = { shape },
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)),
        });
        return name;
    }

    /// <summary>The bytes of the file as it is now.</summary>
    public byte[] ToFile()
    {
        var result = model.Clone();
        result.Graph.Node.Clear();
        result.Graph.Node.Add(rewritten.Node);
        result.Graph.Initializer.Clear();
        var read = rewritten.Node.SelectMany(node => node.Input).ToHashSet();
        result.Graph.Initializer.Add(model.Graph.Initializer.Concat(rewritten.Initializer).Where(tensor => read.Contains(tensor.Name)));
        return result.ToByteArray();
    }
}
