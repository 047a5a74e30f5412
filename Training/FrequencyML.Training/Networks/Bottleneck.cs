using FrequencyML.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>The block of ResNet-50: 1x1, 3x3 and 1x1 convolutions with batch norm beside a shortcut; the last is 4 times as wide.</summary>
/// <remarks>
/// Source: He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition", CVPR 2016; the stride is in the 3x3 convolution, as in
/// torchvision.
/// </remarks>
internal sealed class Bottleneck : nn.Module<Tensor, Tensor>, IOnnxExportable
{
    public const int Expansion = 4;

    public readonly Conv2d conv1;
    public readonly BatchNorm2d bn1;
    public readonly Conv2d conv2;
    public readonly BatchNorm2d bn2;
    public readonly Conv2d conv3;
    public readonly BatchNorm2d bn3;
    public readonly SqueezeExcitation? excitation;
    public readonly Shortcut? shortcut;

    public Bottleneck(long inputs, long width, long stride, bool squeezeExcitation)
        : base(nameof(Bottleneck))
    {
        conv1 = nn.Conv2d(inputs, width, 1, bias: false);
        bn1 = nn.BatchNorm2d(width);
        conv2 = nn.Conv2d(width, width, 3, stride: stride, padding: 1, bias: false);
        bn2 = nn.BatchNorm2d(width);
        conv3 = nn.Conv2d(width, Expansion * width, 1, bias: false);
        bn3 = nn.BatchNorm2d(Expansion * width);
        nn.init.zeros_(bn3.weight!);                                                  // the block starts as its shortcut
        if (squeezeExcitation) excitation = new SqueezeExcitation(Expansion * width);
        shortcut = Shortcut.Create(inputs, Expansion * width, stride);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)                                          // [N, inputs, H, W]
    {
        var y = nn.functional.relu(bn1.Apply(conv1.Apply(x)), inplace: true);         // [N, width, H, W]
        y = nn.functional.relu(bn2.Apply(conv2.Apply(y)), inplace: true);             // [N, width, H/stride, W/stride]
        y = bn3.Apply(conv3.Apply(y));                                                // [N, 4 width, H/stride, W/stride]
        if (excitation is not null) y = excitation.forward(y);
        return nn.functional.relu(y.add_(shortcut is null ? x : shortcut.forward(x), HeldScalar.One), inplace: true);
    }

    public string Emit(TorchExporter exporter, string input)
    {
        var y = exporter.Graph.Node("Relu", [exporter.Conv("conv1", conv1, bn1, input)]);
        y = exporter.Graph.Node("Relu", [exporter.Conv("conv2", conv2, bn2, y)]);
        y = exporter.Conv("conv3", conv3, bn3, y);
        if (excitation is not null) y = exporter.Child("excitation", excitation, y);
        var skip = shortcut is null ? input : exporter.Child("shortcut", shortcut, input);
        return exporter.Graph.Node("Relu", [exporter.Graph.Node("Add", [y, skip])]);
    }
}
