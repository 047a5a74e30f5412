using FrequencyML.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>The basic block of ResNet-18: two 3x3 convolutions with batch norm beside a shortcut.</summary>
/// <remarks>Source: He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition", CVPR 2016.</remarks>
internal sealed class ResidualBlock : nn.Module<Tensor, Tensor>, IOnnxExportable
{
    public readonly Conv2d conv1;
    public readonly BatchNorm2d bn1;
    public readonly Conv2d conv2;
    public readonly BatchNorm2d bn2;
    public readonly Conv2d? shortcut;
    public readonly BatchNorm2d? shortcutNorm;

    public ResidualBlock(long inputs, long outputs, long stride)
        : base(nameof(ResidualBlock))
    {
        conv1 = nn.Conv2d(inputs, outputs, 3, stride: stride, padding: 1, bias: false);
        bn1 = nn.BatchNorm2d(outputs);
        conv2 = nn.Conv2d(outputs, outputs, 3, padding: 1, bias: false);
        bn2 = nn.BatchNorm2d(outputs);
        nn.init.zeros_(bn2.weight!);                                                  // the block starts as its shortcut
        if (inputs != outputs || stride != 1)
        {
            shortcut = nn.Conv2d(inputs, outputs, 1, stride: stride, bias: false);
            shortcutNorm = nn.BatchNorm2d(outputs);
        }
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)                                          // [N, inputs, H, W]
    {
        var y = nn.functional.relu(bn1.forward(conv1.forward(x)), inplace: true);     // [N, outputs, H/stride, W/stride]
        y = bn2.forward(conv2.forward(y));
        return nn.functional.relu(y + (shortcut is null ? x : shortcutNorm!.forward(shortcut.forward(x))), inplace: true);
    }

    public string Emit(TorchExporter exporter, string input)
    {
        var y = exporter.Graph.Node("Relu", [exporter.Conv("conv1", conv1, bn1, input)]);
        y = exporter.Conv("conv2", conv2, bn2, y);
        var skip = shortcut is null ? input : exporter.Conv("shortcut", shortcut, shortcutNorm, input);
        return exporter.Graph.Node("Relu", [exporter.Graph.Node("Add", [y, skip])]);
    }
}
