using FrequencyML.Training.Onnx.Wire;

namespace FrequencyML.Training.Onnx;

/// <summary>What a model costs, read from its graph; the same for every format of one network.</summary>
/// <param name="Parameters">The weights and biases of convolutions and linear layers.</param>
/// <param name="MultiplyAccumulates">
/// Of those layers for one image. Biases, activations and pooling are not counted, nor is the transposed convolution that gives networks on
/// RGB their pixels: a decoder would.
/// </param>
internal readonly record struct OnnxCost(long Parameters, long MultiplyAccumulates)
{
    /// <summary>Measures a file.</summary>
    /// <param name="onnx">The bytes of an ONNX file that the exporter or one of its passes wrote.</param>
    /// <exception cref="NotSupportedException">The graph has an operator whose output shape is not known here.</exception>
    public static OnnxCost Measure(byte[] onnx) => Measure(ModelProto.Parser.ParseFrom(onnx));

    /// <summary>Measures a model.</summary>
    /// <exception cref="NotSupportedException">The graph has an operator whose output shape is not known here.</exception>
    public static OnnxCost Measure(ModelProto model)
    {
        var shapes = model.Graph.Initializer.ToDictionary(tensor => tensor.Name, tensor => tensor.Dims.ToArray());
        foreach (var input in model.Graph.Input)
            shapes[input.Name] = [1, .. input.Type.TensorType.Shape.Dim.Skip(1).Select(dimension => dimension.DimValue)];
        var (parameters, products) = (0L, 0L);
        foreach (var node in model.Graph.Node)
        {
            long[][] inputs = [.. node.Input.Select(name => shapes[name])];
            var output = shapes[node.Output[0]] = OutputShape(node, inputs);
            if (node.OpType is not ("Conv" or "Gemm")) continue;
            parameters += inputs.Skip(1).Sum(Product);
            products += Product(inputs[1]) * Product(output.Skip(2));                 // every weight meets each position of the output once
        }
        return new(parameters, products);
    }

    private static long[] OutputShape(NodeProto node, long[][] inputs)
    {
        var x = inputs[0];
        switch (node.OpType)
        {
            case "Conv":
                return [x[0], inputs[1][0], .. Window(node, x, inputs[1][2..])];
            case "ConvTranspose":
                return [x[0], inputs[1][1], .. x.Skip(2).Select((side, axis) => (side - 1) * Ints(node, "strides", 1)[axis] + inputs[1][2 + axis])];
            case "MaxPool":
                return [x[0], x[1], .. Window(node, x, Ints(node, "kernel_shape", 1))];
            case "Gemm":
                return [x[0], inputs[1][0]];
            case "GlobalAveragePool":
                return [x[0], x[1], 1, 1];
            case "Flatten":
                return [x[0], Product(x.Skip(1))];
            case "Slice":
                return [x[0], x[1] / 2, .. x[2..]];                                   // the exporter's only slice: every second channel
            case "Relu" or "Clip" or "Sigmoid" or "Cast" or "Identity" or "QuantizeLinear" or "DequantizeLinear":
                return x;
            case "Add" or "Sub" or "Mul" or "Greater":
                return [.. x.Zip(inputs[1], Math.Max)];
            default:
                throw new NotSupportedException($"Node '{node.Name}' is a {node.OpType}; its cost is not known. Expected a file of frequencyml-train export.");
        }
    }

    private static IEnumerable<long> Window(NodeProto node, long[] x, long[] kernel)
    {
        long[] strides = Ints(node, "strides", 1), pads = Ints(node, "pads", 0), dilations = Ints(node, "dilations", 1);
        return kernel.Select((size, axis) => (x[2 + axis] + pads[axis] + pads[axis + kernel.Length] - dilations[axis] * (size - 1) - 1) / strides[axis] + 1);
    }

    private static long[] Ints(NodeProto node, string name, long missing) =>
        node.Attribute.FirstOrDefault(attribute => attribute.Name == name) is { } found ? [.. found.Ints] : [missing, missing, missing, missing];

    private static long Product(IEnumerable<long> lengths) => lengths.Aggregate(1L, (product, length) => product * length);
}
