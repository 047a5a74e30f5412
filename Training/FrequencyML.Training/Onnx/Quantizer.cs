using FrequencyML.Training.Onnx.Wire;
using DataType = FrequencyML.Training.Onnx.Wire.TensorProto.Types.DataType;

namespace FrequencyML.Training.Onnx;

/// <summary>
/// Static quantization of a float32 file: every value that a convolution, sum, pool or linear layer of trunk and head reads or computes
/// becomes uint8 with a scale and a zero, weights become int8 and biases int32. Written as pairs of QuantizeLinear and DequantizeLinear
/// around float operators, which OnnxRuntime fuses to its integer ones.
/// </summary>
/// <remarks>
/// Float32 stay: pixel reconstruction, normalization and gate (a rounded gate logit would open other channels), the two small
/// convolutions and the sigmoid of squeeze-and-excitation, and the logits. The embedding is what the linear layer reads, back in float32. Source: Jacob et al., "Quantization and Training of Neural
/// Networks for Efficient Integer-Arithmetic-Only Inference", CVPR 2018.
/// </remarks>
internal sealed class Quantizer
{
    private readonly OnnxRewriter file;
    private readonly Dictionary<string, string> activations = [];                     // what is computed: its ReLU's result, which alone is read
    private readonly HashSet<string> quantized = [];
    private readonly Dictionary<string, (string Scale, string Zero)> parameters = [];
    private readonly Dictionary<string, float> scales = [];
    private readonly Dictionary<string, string> readable = [];                        // a quantized value: its float form

    private Quantizer(OnnxRewriter file) => this.file = file;

    /// <summary>Quantizes a file.</summary>
    /// <param name="onnx">A float32 file of <see cref="TorchExporter"/>.</param>
    /// <param name="batches">Calibration inputs <c>[N, C, H/8, W/8]</c>; read twice.</param>
    /// <exception cref="InvalidDataException">There are no batches, or a value is not finite.</exception>
    public static byte[] Quantize(byte[] onnx, IEnumerable<float[]> batches)
    {
        var quantizer = new Quantizer(new OnnxRewriter(onnx));
        quantizer.Choose();
        quantizer.Write(Calibration.Measure(onnx, quantizer.quantized, batches));
        return quantizer.file.ToFile();
    }

    private static bool IsQuantized(NodeProto node) =>
        node.OpType is "Conv" or "Gemm" or "Add" or "MaxPool" or "GlobalAveragePool" or "Flatten"
        && !OnnxRewriter.IsOfInput(node) && !node.Name.Contains(".excitation.", StringComparison.Ordinal);

    /// <summary>Pooling and flattening compute no new numbers: their output has the scale of their input.</summary>
    private static bool KeepsScale(NodeProto node) => node.OpType is "MaxPool" or "Flatten";

    /// <summary>Finds the values to quantize, and the ReLUs that saturation makes superfluous.</summary>
    private void Choose()
    {
        var readers = file.Nodes.SelectMany(node => node.Input.Select(input => (input, node))).ToLookup(pair => pair.input, pair => pair.node);
        foreach (var node in file.Nodes.Where(IsQuantized))
        {
            quantized.UnionWith(node.Input.Where(input => !file.Constants.ContainsKey(input)));
            if (node.OpType == "Gemm") continue;
            var output = node.Output[0];
            if (readers[output].ToArray() is [{ OpType: "Relu" or "Clip" } activation]) activations[output] = activation.Output[0];
            quantized.Add(activations.GetValueOrDefault(output, output));
        }
    }

    private void Write(IReadOnlyDictionary<string, (float Low, float High)> ranges)
    {
        var superfluous = activations.Values.ToHashSet();
        foreach (var original in file.Nodes)
        {
            if (superfluous.Contains(original.Output[0])) continue;
            var node = original.Clone();
            if (!OnnxRewriter.IsOfInput(node))
                for (var i = 0; i < node.Input.Count; i++) node.Input[i] = readable.GetValueOrDefault(node.Input[i], node.Input[i]);
            if (IsQuantized(node) && node.OpType is "Conv" or "Gemm") QuantizeWeights(node, scales[original.Input[0]]);
            file.Add(node);

            var value = activations.GetValueOrDefault(node.Output[0], node.Output[0]);
            if (!quantized.Contains(value)) continue;
            if (KeepsScale(node)) (parameters[value], scales[value]) = (parameters[original.Input[0]], scales[original.Input[0]]);
            else AddParameters(value, ranges[value]);
            var (scale, zero) = parameters[value];
            var levels = file.Add("QuantizeLinear", value + ".QuantizeLinear", [node.Output[0], scale, zero]);
            readable[value] = file.Add("DequantizeLinear", value + ".DequantizeLinear", [levels, scale, zero]);
        }
    }

    private void AddParameters(string value, (float Low, float High) range)
    {
        var scale = Math.Max((range.High - range.Low) / byte.MaxValue, 1e-12f);
        var zero = (byte)Math.Clamp(MathF.Round(-range.Low / scale), 0, byte.MaxValue);
        scales[value] = scale;
        parameters[value] = (
            file.AddConstant<float>(value + ".scale", DataType.Float, [], [scale]),
            file.AddConstant<byte>(value + ".zero", DataType.Uint8, [], [zero]));
    }

    private void QuantizeWeights(NodeProto node, float inputScale)
    {
        var weight = file.Constants[node.Input[1]];
        var bias = node.Input.Count > 2 ? file.Constants[node.Input[2]] : null;
        var outputs = (int)weight.Dims[0];
        var biases = bias is null ? [] : OnnxRewriter.Floats(bias);
        var rounded = QuantizedWeight.Round(OnnxRewriter.Floats(weight), outputs, biases, inputScale);
        node.Input[1] = Dequantized<sbyte>(weight, DataType.Int8, rounded.Values, rounded.Scales);
        if (bias is not null)
            node.Input[2] = Dequantized<int>(bias, DataType.Int32, rounded.Round(biases, inputScale), Array.ConvertAll(rounded.Scales, scale => scale * inputScale));
    }

    private string Dequantized<T>(TensorProto tensor, DataType type, T[] values, float[] channelScales)
        where T : unmanaged => file.Add(
        "DequantizeLinear", tensor.Name + ".DequantizeLinear",
        [
            file.AddConstant<T>(tensor.Name + ".levels", type, tensor.Dims, values),
            file.AddConstant<float>(tensor.Name + ".scale", DataType.Float, [channelScales.Length], channelScales),
            file.AddConstant<T>(tensor.Name + ".zero", type, [channelScales.Length], new T[channelScales.Length]),
        ],
        ("axis", 0L));
}
