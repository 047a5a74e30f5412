using FrequencyML.Training.Onnx.Wire;
using DataType = FrequencyML.Training.Onnx.Wire.TensorProto.Types.DataType;

namespace FrequencyML.Training.Onnx;

/// <summary>
/// Stores the weights of trunk and head as float16, with a Cast to float32 where they are read: half the file, the same speed, since
/// OnnxRuntime casts them once, on loading. All arithmetic stays float32. Biases, and all that comes before the trunk, are small or decide
/// gates, and stay float32 altogether.
/// </summary>
internal static class HalfWeights
{
    /// <param name="onnx">A float32 file.</param>
    /// <returns>The bytes of the same model with float16 weights.</returns>
    public static byte[] Store(byte[] onnx)
    {
        var file = new OnnxRewriter(onnx);
        foreach (var original in file.Nodes)
        {
            var node = original.Clone();
            if (node.OpType is "Conv" or "Gemm" && !OnnxRewriter.IsOfInput(node) && CanBeHalf(file.Constants[node.Input[1]], out var half))
            {
                var weight = file.Constants[node.Input[1]];
                var stored = file.AddConstant<Half>(weight.Name + ".half", DataType.Float16, weight.Dims, half);
                node.Input[1] = file.Add("Cast", weight.Name + ".Cast", [stored], ("to", (long)OnnxGraph.Float));
            }
            file.Add(node);
        }
        return file.ToFile();
    }

    // A weight beyond 65504 would become infinite; folded batch norms of dead channels can be that large.
    private static bool CanBeHalf(TensorProto weight, out Half[] half)
    {
        half = Array.ConvertAll(OnnxRewriter.Floats(weight).ToArray(), value => (Half)value);
        return Array.TrueForAll(half, Half.IsFinite);
    }
}
