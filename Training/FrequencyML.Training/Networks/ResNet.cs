using FrequencyML.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>
/// The stages of ResNet-18, 34 and 50. Channels enter the first one; pixels take the stem before it: a 7x7 convolution and max pooling, each
/// of stride 2.
/// </summary>
/// <remarks>
/// Source: He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition", CVPR 2016; without the stem: Xu et al., "Learning in the
/// Frequency Domain", CVPR 2020.
/// </remarks>
internal sealed class ResNet : Trunk
{
    public readonly Conv2d? stem;
    public readonly BatchNorm2d? stemNorm;
    public readonly ModuleList<nn.Module<Tensor, Tensor>> blocks = [];

    public ResNet(long inputs, ResNetShape shape, bool hasStem, bool squeezeExcitation)
        : base(nameof(ResNet))
    {
        if (hasStem)
        {
            stem = nn.Conv2d(inputs, shape.Width, 7, stride: 2, padding: 3, bias: false);
            stemNorm = nn.BatchNorm2d(shape.Width);
            inputs = shape.Width;
        }
        for (var stage = 0; stage < shape.Depths.Count; stage++)
            for (var block = 0; block < shape.Depths[stage]; block++)
            {
                var width = (long)shape.Width << stage;
                var stride = stage > 0 && block == 0 ? 2 : 1;
                blocks.Add(shape.IsBottleneck
                    ? new Bottleneck(inputs, width, stride, squeezeExcitation)
                    : new BasicBlock(inputs, width, stride, squeezeExcitation));
                inputs = shape.IsBottleneck ? Bottleneck.Expansion * width : width;
            }
        Features = inputs;
        RegisterComponents();
    }

    public override long Features { get; }

    public override Tensor forward(Tensor x)                                          // [N, C, H, W]
    {
        if (stem is not null)
        {
            x = nn.functional.relu(stemNorm!.Apply(stem.Apply(x)), inplace: true);    // [N, width, H/2, W/2]
            x = nn.functional.max_pool2d(x, [3, 3], strides: [2, 2], padding: [1, 1]);               // [N, width, H/4, W/4]
        }
        foreach (var block in blocks) x = block.forward(x);                           // [N, width << stage, H >> stage, W >> stage]
        return x;
    }

    public override string Emit(TorchExporter exporter, string input)
    {
        var x = input;
        if (stem is not null)
        {
            x = exporter.Graph.Node("Relu", [exporter.Conv("stem", stem, stemNorm, x)]);
            x = exporter.Graph.Node("MaxPool", [x], ("kernel_shape", (long[])[3, 3]), ("strides", (long[])[2, 2]), ("pads", (long[])[1, 1, 1, 1]));
        }
        for (var i = 0; i < blocks.Count; i++) x = exporter.Child($"blocks.{i}", (IOnnxExportable)blocks[i], x);
        return x;
    }
}
