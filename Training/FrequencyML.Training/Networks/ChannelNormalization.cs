using FrequencyML.Training.Onnx;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>Brings every channel to mean 0 and deviation 1 with constants measured on the training set; part of the graph.</summary>
internal sealed class ChannelNormalization : nn.Module<Tensor, Tensor>, IOnnxExportable
{
    /// <summary>
    /// Below this deviation a channel says nothing, and its values are rounding: chroma of gray images deviates by 1e-6, while one step of
    /// an 8-bit sample in a thousand blocks is 0.004.
    /// </summary>
    public const double SmallestDeviation = 1e-3;

    public readonly Tensor mean;
    public readonly Tensor scale;

    /// <param name="mean">The mean of each channel, in JPEG coefficient units.</param>
    /// <param name="deviation">The standard deviation of each channel; one below 1e-3 is constant but for rounding, and only centred.</param>
    public ChannelNormalization(IReadOnlyList<double> mean, IReadOnlyList<double> deviation)
        : base(nameof(ChannelNormalization))
    {
        this.mean = PerChannel(mean);
        scale = PerChannel([.. deviation.Select(value => value >= SmallestDeviation ? 1 / value : 1)]);
        RegisterComponents();

        static Tensor PerChannel(IReadOnlyList<double> values) => tensor([.. values.Select(value => (float)value)], [1, values.Count, 1, 1]);
    }

    public override Tensor forward(Tensor channels) => (channels - mean) * scale;   // [N, C, H, W]

    public string Emit(TorchExporter exporter, string input)
    {
        var centred = exporter.Graph.Node("Sub", [input, exporter.Weight("mean", mean)]);
        return exporter.Graph.Node("Mul", [centred, exporter.Weight("scale", scale)]);
    }
}
