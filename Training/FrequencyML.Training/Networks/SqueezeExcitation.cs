using FrequencyML.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>Weighs the channels of a block by what its whole grid holds: global average pool, two 1x1 convolutions, sigmoid.</summary>
/// <remarks>Source: Hu, Shen, Sun, "Squeeze-and-Excitation Networks", CVPR 2018.</remarks>
internal sealed class SqueezeExcitation : nn.Module<Tensor, Tensor>, IOnnxExportable
{
    private const int Reduction = 16;

    public readonly Conv2d squeeze;
    public readonly Conv2d excite;

    public SqueezeExcitation(long channels)
        : base(nameof(SqueezeExcitation))
    {
        var hidden = Math.Max(8, channels / Reduction);
        squeeze = nn.Conv2d(channels, hidden, 1);
        excite = nn.Conv2d(hidden, channels, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)                                          // [N, C, H, W]
    {
        var pooled = x.mean([2, 3], keepdim: true);                                   // [N, C, 1, 1]
        return x * excite.Apply(nn.functional.relu(squeeze.Apply(pooled))).sigmoid();
    }

    public string Emit(TorchExporter exporter, string input)
    {
        var hidden = exporter.Graph.Node("Relu", [exporter.Conv("squeeze", squeeze, null, exporter.Graph.Node("GlobalAveragePool", [input]))]);
        return exporter.Graph.Node("Mul", [input, exporter.Graph.Node("Sigmoid", [exporter.Conv("excite", excite, null, hidden)])]);
    }
}
