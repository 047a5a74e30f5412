using FrequencyML.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>The way around a residual block whose input has another shape than its output: a 1x1 convolution with batch norm.</summary>
/// <remarks>Source: He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition", CVPR 2016, option B.</remarks>
internal sealed class Shortcut : nn.Module<Tensor, Tensor>, IOnnxExportable
{
    public readonly Conv2d conv;
    public readonly BatchNorm2d bn;

    private Shortcut(long inputs, long outputs, long stride)
        : base(nameof(Shortcut))
    {
        conv = nn.Conv2d(inputs, outputs, 1, stride: stride, bias: false);
        bn = nn.BatchNorm2d(outputs);
        RegisterComponents();
    }

    /// <summary>The shortcut of a block; null where the input itself will do.</summary>
    public static Shortcut? Create(long inputs, long outputs, long stride) =>
        inputs == outputs && stride == 1 ? null : new Shortcut(inputs, outputs, stride);

    public override Tensor forward(Tensor x) => bn.Apply(conv.Apply(x));              // [N, outputs, H/stride, W/stride]

    public string Emit(TorchExporter exporter, string input) => exporter.Conv("conv", conv, bn, input);
}
