using FrequencyML.Training.Onnx;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>What lies between the gate and the head: <c>[N, C, H, W]</c> to <c>[N, Features, h, w]</c>.</summary>
internal abstract class Trunk(string name) : nn.Module<Tensor, Tensor>(name), IOnnxExportable
{
    /// <summary>The channels of the output.</summary>
    public abstract long Features { get; }

    public abstract string Emit(TorchExporter exporter, string input);
}
