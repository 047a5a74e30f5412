using System.Runtime.InteropServices;
using FrequencyML.Training.Export;
using FrequencyML.Training.Onnx;
using FrequencyML.Training.Onnx.Wire;
using Microsoft.ML.OnnxRuntime;
using NUnit.Framework;
using DataType = FrequencyML.Training.Onnx.Wire.TensorProto.Types.DataType;

namespace FrequencyML.Training.Tests.Onnx;

public sealed class QuantizerTests
{
    private static readonly TrainingSettings Small = new() { Selection = "6", Depths = [1, 1], Width = 8 };

    [Test]
    public void Quantize_Network_EveryWeightHas7Bits()
    {
        using var tiny = new TinyRun(Small);
        var levels = Weights(Quantized(tiny)).ToArray();
        Assert.That(levels, Has.Length.EqualTo(7), "6 convolutions and the head");
        foreach (var weight in levels)
        {
            Assert.That(weight.Select(level => Math.Abs((int)level)).Max(), Is.EqualTo(QuantizedWeight.Limit));
            AssertPairsNeverSaturate(weight);
        }
    }

    [Test]
    public void Quantize_Network_OnnxRuntimeComputesInIntegers()
    {
        using var tiny = new TinyRun(Small with { Gate = GateKind.Hard });
        var optimized = Optimize(Quantized(tiny), tiny["optimized.onnx"]);
        Assert.That(optimized["QLinearConv"], Is.EqualTo(6), "2 in each block and a shortcut around it");
        Assert.That(optimized["QLinearAdd"], Is.EqualTo(2));
        Assert.That(optimized["QLinearGlobalAveragePool"], Is.EqualTo(1));
        Assert.That(optimized["QGemm"], Is.EqualTo(1));
        Assert.That(optimized["QuantizeLinear"], Is.EqualTo(1), "of the gated channels");
        Assert.That(optimized["DequantizeLinear"], Is.EqualTo(1), "of the embedding");
        Assert.That(optimized["Conv"] + optimized.GetValueOrDefault("FusedConv"), Is.EqualTo(2), "of the gate");
    }

    [Test]
    public void Quantize_RgbAndMobileNet_FuseToo()
    {
        using var rgb = new TinyRun(Small with { Input = NetworkInput.Rgb, Selection = "192", Depths = [1] });
        var optimized = Optimize(Quantized(rgb), rgb["optimized.onnx"]);
        Assert.That(optimized["QLinearConv"], Is.EqualTo(3), "stem and block");
        Assert.That(optimized["DequantizeLinear"], Is.EqualTo(1), "of the embedding");
        using var mobile = new TinyRun(new TrainingSettings { Network = NetworkKind.MobileNetV2 });
        optimized = Optimize(Quantized(mobile), mobile["optimized.onnx"]);
        Assert.That(optimized["QLinearConv"], Is.EqualTo(51), "3 in each of 17 blocks, but 2 in the first, and the last");
        Assert.That(optimized["QLinearAdd"], Is.EqualTo(10));
        Assert.That(optimized["DequantizeLinear"], Is.EqualTo(1), "of the embedding");
    }

    [Test]
    public void Quantize_NoImages_Throws()
    {
        using var tiny = new TinyRun(Small);
        var onnx = TorchExporter.Export(tiny.Network, tiny.Run.Metadata);
        Assert.That(() => Quantizer.Quantize(onnx, []), Throws.TypeOf<InvalidDataException>().With.Message.Contains("no images"));
    }

    [Test]
    public void Quantize_InfiniteValue_Throws()
    {
        using var tiny = new TinyRun(Small);
        var onnx = TorchExporter.Export(tiny.Network, tiny.Run.Metadata);
        var batch = new float[6 * 36];
        batch[0] = float.PositiveInfinity;
        Assert.That(() => Quantizer.Quantize(onnx, [batch]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("normalization.Mul"));
    }

    [Test]
    public void PairSum_WeightsOf7Bits_NeverSaturates()
    {
        byte[] activations = [0, 1, 127, 128, 254, 255];
        foreach (var a in activations)
            foreach (var b in activations)
                for (var v = -QuantizedWeight.Limit; v <= QuantizedWeight.Limit; v++)
                    for (var w = -QuantizedWeight.Limit; w <= QuantizedWeight.Limit; w++)
                        if (PairSum(a, (sbyte)v, b, (sbyte)w) != a * v + b * w) Assert.Fail($"{a} * {v} + {b} * {w}");
    }

    [Test]
    public void PairSum_WeightsOf8Bits_Saturates()
    {
        Assert.That(PairSum(255, 127, 255, 127), Is.EqualTo(short.MaxValue).And.LessThan(255 * 127 * 2));
        Assert.That(PairSum(255, -127, 255, -127), Is.EqualTo(short.MinValue));
        var random = new Random(5);
        var weights = Enumerable.Range(0, 4096).Select(_ => (sbyte)random.Next(-127, 128)).ToArray();
        Assert.That(() => AssertPairsNeverSaturate(weights), Throws.TypeOf<AssertionException>());
    }

    [TestCase(3)]
    public void Round_RandomWeights_IsOffByHalfAStep(int seed)
    {
        var random = new Random(seed);
        var weight = Enumerable.Range(0, 4 * 9).Select(i => (float)(random.NextDouble() - 0.5) * (1 << i / 9)).ToArray();   // each channel of its own size
        var rounded = QuantizedWeight.Round(weight, 4, [], 1);
        for (var i = 0; i < weight.Length; i++)
            Assert.That(rounded.Values[i] * rounded.Scales[i / 9], Is.EqualTo(weight[i]).Within(0.5001 * rounded.Scales[i / 9]));   // float32 division
    }

    [Test]
    public void Round_ChannelWithoutWeights_KeepsItsBias()
    {
        float[] bias = [5, -3e6f];
        var rounded = QuantizedWeight.Round(new float[18], 2, bias, 0.01f);
        var levels = rounded.Round(bias, 0.01f);
        for (var output = 0; output < 2; output++)
            Assert.That(levels[output] * 0.01 * rounded.Scales[output], Is.EqualTo(bias[output]).Within(1e-6 * Math.Abs(bias[output])));   // float32 scales
    }

    [Test]
    public void Range_OneOutlierIn100000_IsCutOff()
    {
        var histogram = new ActivationHistogram(-1, 1000);
        histogram.Add(Enumerable.Range(0, 100_000).Select(i => i % 20 / 10f - 1).ToArray());
        histogram.Add([1000f]);
        Assert.That(histogram.Range().Low, Is.EqualTo(-1).Within(0.5));               // a bin is 0.49 wide
        Assert.That(histogram.Range().High, Is.EqualTo(1).Within(0.5));
    }

    [TestCase(-3f, 5f)]
    [TestCase(0f, 5f)]
    [TestCase(2f, 5f)]
    [TestCase(-3f, -1f)]
    [TestCase(0f, 0f)]
    public void Range_FewNumbers_HoldsAllAndZero(float low, float high)
    {
        var histogram = new ActivationHistogram(low, high);
        histogram.Add([low, high]);
        Assert.That(histogram.Range().Low, Is.EqualTo(Math.Min(low, 0)).Within(1e-6));      // float32
        Assert.That(histogram.Range().High, Is.EqualTo(Math.Max(high, 0)).Within(1e-6));
    }

    private static byte[] Quantized(TinyRun tiny) =>
        ModelExport.Convert(TorchExporter.Export(tiny.Network, tiny.Run.Metadata), ExportFormat.Int8, tiny.Run.Metadata, tiny.Images);

    private static IEnumerable<sbyte[]> Weights(byte[] onnx) => ModelProto.Parser.ParseFrom(onnx).Graph.Initializer
        .Where(tensor => tensor.DataType == (int)DataType.Int8 && tensor.Dims.Count > 1).Select(tensor => MemoryMarshal.Cast<byte, sbyte>(tensor.RawData.Span).ToArray());

    /// <summary>The operators that OnnxRuntime makes of a file, and how many of each.</summary>
    private static Dictionary<string, int> Optimize(byte[] onnx, string path)
    {
        // Without the optimizations for this processor alone, which warn and rename.
        using var options = new SessionOptions { OptimizedModelFilePath = path, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED };
        using (new InferenceSession(onnx, options)) { }
        return ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Graph.Node.CountBy(node => node.OpType).ToDictionary();
    }

    /// <summary>Dot products with random and with extreme activations, as processors without VNNI compute them, equal the exact ones.</summary>
    private static void AssertPairsNeverSaturate(sbyte[] weights)
    {
        var random = new Random(1);
        var activations = new byte[weights.Length];
        foreach (var fill in (Action[])[() => random.NextBytes(activations), () => Array.Fill(activations, byte.MaxValue), () => Align(1), () => Align(-1)])
        {
            fill();
            var (exact, pairwise) = (0, 0);
            for (var i = 0; i + 1 < weights.Length; i += 2)
            {
                exact += activations[i] * weights[i] + activations[i + 1] * weights[i + 1];
                pairwise += PairSum(activations[i], weights[i], activations[i + 1], weights[i + 1]);
            }
            Assert.That(pairwise, Is.EqualTo(exact));
        }

        void Align(int sign)
        {
            for (var i = 0; i < weights.Length; i++) activations[i] = weights[i] * sign > 0 ? byte.MaxValue : (byte)0;
        }
    }

    /// <summary>One lane of the x86 instruction VPMADDUBSW: two products of uint8 and int8, added with saturation to int16.</summary>
    /// <remarks>Source: Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2, PMADDUBSW.</remarks>
    private static int PairSum(byte a, sbyte v, byte b, sbyte w) => Math.Clamp(a * v + b * w, short.MinValue, short.MaxValue);
}
