using System.Runtime.InteropServices;
using FrequencyML.Training.Onnx.Wire;
using Google.Protobuf;

namespace FrequencyML.Training.Onnx;

/// <summary>Collects the nodes and weights of an ONNX graph; every value gets a unique name that starts with its scope.</summary>
internal sealed class OnnxGraph
{
    /// <summary>ONNX's number of the float32 type.</summary>
    public const int Float = (int)TensorProto.Types.DataType.Float;

    private const int OperatorSet = 17, IrVersion = 8;
    private readonly GraphProto graph = new() { Name = "frequencyml" };
    private readonly Stack<string> scopes = new();
    private readonly Dictionary<string, int> names = [];

    /// <summary>Prefixes all names until the result is disposed.</summary>
    public IDisposable Scope(string name)
    {
        scopes.Push(name);
        return new ScopeEnd(scopes);
    }

    /// <summary>Adds a node with one output; returns the output's name.</summary>
    /// <param name="type">The operator of ONNX's default domain.</param>
    /// <param name="inputs">The names of its inputs.</param>
    /// <param name="attributes">Attributes; a value is long, float or long[].</param>
    public string Node(string type, IEnumerable<string> inputs, params (string Name, object Value)[] attributes)
    {
        var output = Unique(type);
        graph.Node.Add(new NodeProto
        {
            Name = output,
            OpType = type,
            Input = { inputs },
            Output = { output },
            Attribute = { attributes.Select(attribute => Attribute(attribute.Name, attribute.Value)) },
        });
        return output;
    }

    /// <summary>Adds a float32 weight; returns its name.</summary>
    public string Weight(string name, long[] shape, ReadOnlySpan<float> values) =>
        Constant(name, TensorProto.Types.DataType.Float, shape, MemoryMarshal.AsBytes(values));

    /// <summary>Adds a float32 number; returns its name.</summary>
    public string Scalar(string name, float value) => Weight(name, [], [value]);

    /// <summary>Adds a vector of integers; returns its name.</summary>
    public string Integers(string name, params long[] values) =>
        Constant(name, TensorProto.Types.DataType.Int64, [values.Length], MemoryMarshal.AsBytes<long>(values));

    /// <summary>Declares a float32 input of dynamic batch.</summary>
    public void Input(string name, params long[] shape) => graph.Input.Add(Value(name, shape));

    /// <summary>Declares a float32 output of dynamic batch, under a name of its own.</summary>
    public void Output(string name, string value, params long[] shape)
    {
        graph.Node.Add(new NodeProto { Name = name, OpType = "Identity", Input = { value }, Output = { name } });
        graph.Output.Add(Value(name, shape));
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToFile(IReadOnlyDictionary<string, string> metadata) => new ModelProto
    {
        IrVersion = IrVersion,
        ProducerName = "frequencyml-train",
        Graph = graph,
        OpsetImport = { new OperatorSetIdProto { Domain = "", Version = OperatorSet } },
        MetadataProps = { Properties(metadata) },
    }.ToByteArray();

    /// <summary>A file with other metadata; all else stays as it is.</summary>
    public static byte[] WithMetadata(byte[] onnx, IReadOnlyDictionary<string, string> metadata)
    {
        var model = ModelProto.Parser.ParseFrom(onnx);
        model.MetadataProps.Clear();
        model.MetadataProps.Add(Properties(metadata));
        return model.ToByteArray();
    }

    /// <summary>An attribute of a node.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">A long, float or long[].</param>
    /// <exception cref="NotSupportedException">The value has another type.</exception>
    public static AttributeProto Attribute(string name, object value) => value switch
    {
        long i => new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = i },
        float f => new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = f },
        long[] ints => new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { ints } },
        _ => throw new NotSupportedException($"Attribute '{name}' is a {value.GetType().Name}; expected long, float or long[]."),
    };

    private static IEnumerable<StringStringEntryProto> Properties(IReadOnlyDictionary<string, string> metadata) =>
        metadata.Select(pair => new StringStringEntryProto { Key = pair.Key, Value = pair.Value });

    private static ValueInfoProto Value(string name, long[] shape) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = Float,
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

    private string Constant(string name, TensorProto.Types.DataType type, long[] shape, ReadOnlySpan<byte> bytes)
    {
        var unique = Unique(name);
        graph.Initializer.Add(new TensorProto { Name = unique, DataType = (int)type, Dims = { shape }, RawData = ByteString.CopyFrom(bytes) });
        return unique;
    }

    private string Unique(string name)
    {
        var path = string.Join('.', scopes.Reverse().Append(name));
        var count = names[path] = names.GetValueOrDefault(path) + 1;
        return count == 1 ? path : $"{path}_{count}";
    }

    private sealed class ScopeEnd(Stack<string> scopes) : IDisposable
    {
        public void Dispose() => scopes.Pop();
    }
}
