using FrequencyML.Models;
using FrequencyML.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Onnx;

/// <summary>Writes TorchSharp modules as ONNX operators; batch norms are folded into the convolution before them, in double precision.</summary>
internal sealed class TorchExporter
{
    private TorchExporter()
    {
    }

    public OnnxGraph Graph { get; } = new();

    /// <summary>Exports a network with its metadata.</summary>
    /// <param name="network">In evaluation mode.</param>
    /// <param name="metadata">Selection, geometry and labels decide the shapes.</param>
    /// <returns>The bytes of an ONNX file.</returns>
    public static byte[] Export(FrequencyNetwork network, ModelMetadata metadata)
    {
        if (network.training) throw new InvalidOperationException("The network is in training mode; call eval() before the export.");
        var exporter = new TorchExporter();
        long channels = metadata.Selection.Count, blocks = metadata.Geometry.CropInBlocks;
        exporter.Graph.Input(FrequencyModel.InputName, channels, blocks, blocks);
        var (logits, embedding, gate) = network.Emit(exporter, FrequencyModel.InputName);
        exporter.Graph.Output(FrequencyModel.LogitsName, logits, metadata.Labels.Count);
        if (gate is not null) exporter.Graph.Output(FrequencyModel.GateName, gate, channels);
        exporter.Graph.Output(FrequencyModel.EmbeddingName, embedding, network.trunk.Features);
        return exporter.Graph.ToFile(metadata.ToProperties());
    }

    /// <summary>Writes a module under its own scope.</summary>
    public string Child(string name, IOnnxExportable module, string input)
    {
        using var scope = Graph.Scope(name);
        return module.Emit(this, input);
    }

    /// <summary>Writes a convolution with the batch norm that follows it, if any.</summary>
    public string Conv(string name, Conv2d conv, BatchNorm2d? norm, string input)
    {
        using var scope = Graph.Scope(name);
        using var tensors = NewDisposeScope();
        var weight = conv.weight!.detach();                                           // [out, in / groups, k, k]
        var bias = conv.bias?.detach();                                               // [out]
        if (norm is not null)
        {
            using Scalar eps = norm.eps;                                              // see HeldScalar
            var scale = norm.weight!.detach().to(float64) / norm.running_var!.to(float64).add(eps, HeldScalar.One).sqrt();
            var shift = (bias?.to(float64) ?? zeros(norm.num_features, float64)) - norm.running_mean!.to(float64);
            weight = weight.to(float64) * scale.view(-1, 1, 1, 1);
            bias = (shift * scale).add(norm.bias!.detach().to(float64), HeldScalar.One);
        }
        string[] inputs = bias is null ? [input, Weight("weight", weight)] : [input, Weight("weight", weight), Weight("bias", bias)];
        return Graph.Node("Conv", inputs,
            ("kernel_shape", Pair(conv.kernel_size)), ("strides", Pair(conv.stride)), ("dilations", Pair(conv.dilation)),
            ("pads", (long[])[.. Pair(conv.padding!), .. Pair(conv.padding!)]), ("group", (long)conv.groups));
    }

    /// <summary>Writes an activation that is clamped to 0..6.</summary>
    public string Relu6(string input) => Graph.Node("Clip", [input, Graph.Scalar("low", 0), Graph.Scalar("high", 6)]);

    /// <summary>Writes a linear layer.</summary>
    public string Linear(string name, Linear linear, string input)
    {
        using var scope = Graph.Scope(name);
        return Graph.Node("Gemm", [input, Weight("weight", linear.weight!), Weight("bias", linear.bias!)], ("transB", 1L));
    }

    /// <summary>Writes a tensor as a float32 weight.</summary>
    public string Weight(string name, Tensor tensor)
    {
        using var tensors = NewDisposeScope();
        return Graph.Weight(name, tensor.shape, tensor.detach().to(float32).cpu().contiguous().data<float>().ToArray());
    }

    private static long[] Pair(long[] values) => values.Length == 1 ? [values[0], values[0]] : values;
}
