using System.Runtime.InteropServices;
using FrequencyML.Training.Onnx.Wire;

namespace FrequencyML.Models.Tests;

/// <summary>The last layer of a model file in double precision, read from the file without OnnxRuntime.</summary>
/// <param name="Weight"><c>[classes, D]</c>, row-major.</param>
/// <param name="Bias"><c>[classes]</c>.</param>
internal sealed record LinearLayer(double[] Weight, double[] Bias)
{
    /// <summary>Reads it from a float32 file, or from one whose weights DequantizeLinear nodes give, with a scale for each class and zeros of 0.</summary>
    public static LinearLayer Of(ModelProto model)
    {
        var constants = model.Graph.Initializer.ToDictionary(tensor => tensor.Name);
        var layer = model.Graph.Node.Single(node => node.OpType == "Gemm");
        return new(Read(layer.Input[1]), Read(layer.Input[2]));

        double[] Read(string name)
        {
            if (constants.TryGetValue(name, out var stored)) return [.. Floats(stored)];
            var inputs = model.Graph.Node.Single(node => node.Output[0] == name && node.OpType == "DequantizeLinear").Input;
            var (levels, scales) = (constants[inputs[0]], Floats(constants[inputs[1]]));
            int[] values = levels.DataType == (int)TensorProto.Types.DataType.Int8
                ? [.. MemoryMarshal.Cast<byte, sbyte>(levels.RawData.ToByteArray())]
                : MemoryMarshal.Cast<byte, int>(levels.RawData.Span).ToArray();
            return [.. values.Select((value, i) => value * (double)scales[i / (values.Length / scales.Length)])];
        }
    }

    /// <summary>The logits of features <c>[D]</c>.</summary>
    public double[] Apply(float[] features) =>
        [.. Bias.Select((bias, output) => bias + features.Select((feature, i) => feature * Weight[output * features.Length + i]).Sum())];

    private static float[] Floats(TensorProto tensor) => MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();
}
