using FrequencyML.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>The block of ResNet-18 and 34: two 3x3 convolutions with batch norm beside a shortcut.</summary>
/// <remarks>Source: He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition", CVPR 2016.</remarks>
internal sealed class BasicBlock : nn.Module<Tensor, Tensor>, IOnnxExportable
{
    public readonly Conv2d conv1;
    public readonly BatchNorm2d bn1;
    public readonly Conv2d conv2;
    public readonly BatchNorm2d bn2;
    public readonly SqueezeExcitation? excitation;
    public readonly Shortcut? shortcut;

    public BasicBlock(long inputs, long width, long stride, bool squeezeExcitation)
        : base(nameof(BasicBlock))
    {
        conv1 = nn.Conv2d(inputs, width, 3, stride: stride, padding: 1, bias: false);
        bn1 = nn.BatchNorm2d(width);
        conv2 = nn.Conv2d(width, width, 3, padding: 1, bias: false);
        bn2 = nn.BatchNorm2d(width);
        nn.init.zeros_(bn2.weight!);                                                  // the block starts as its shortcut
        if (squeezeExcitation) excitation = new SqueezeExcitation(width);
        shortcut = Shortcut.Create(inputs, width, stride);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)                                          // [N, inputs, H, W]
    {
        var y = nn.functional.relu(bn1.Apply(conv1.Apply(x)), inplace: true);         // [N, width, H/stride, W/stride]
        y = bn2.Apply(conv2.Apply(y));
        if (excitation is not null) y = excitation.forward(y);
        return nn.functional.relu(y.add_(shortcut is null ? x : shortcut.forward(x), HeldScalar.One), inplace: true);
    }

    public string Emit(TorchExporter exporter, string input)
    {
        var y = exporter.Graph.Node("Relu", [exporter.Conv("conv1", conv1, bn1, input)]);
        y = exporter.Conv("conv2", conv2, bn2, y);
        if (excitation is not null) y = exporter.Child("excitation", excitation, y);
        var skip = shortcut is null ? input : exporter.Child("shortcut", shortcut, input);
        return exporter.Graph.Node("Relu", [exporter.Graph.Node("Add", [y, skip])]);
    }
}
