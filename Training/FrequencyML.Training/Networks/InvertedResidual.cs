using FrequencyML.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>
/// The block of MobileNetV2: a 1x1 convolution that widens, a depthwise 3x3 one, a 1x1 one that narrows without activation; beside an
/// identity where input and output have one shape.
/// </summary>
/// <remarks>Source: Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", CVPR 2018.</remarks>
internal sealed class InvertedResidual : nn.Module<Tensor, Tensor>, IOnnxExportable
{
    public readonly Conv2d? expand;
    public readonly BatchNorm2d? expandNorm;
    public readonly Conv2d depthwise;
    public readonly BatchNorm2d depthwiseNorm;
    public readonly SqueezeExcitation? excitation;
    public readonly Conv2d project;
    public readonly BatchNorm2d projectNorm;
    private readonly bool isResidual;

    /// <param name="inputs">The channels of the input.</param>
    /// <param name="outputs">The channels of the output.</param>
    /// <param name="stride">Of the depthwise convolution.</param>
    /// <param name="expansion">How many times as wide the inside is; 1 leaves out the first convolution.</param>
    /// <param name="squeezeExcitation">Whether the inside is weighed.</param>
    public InvertedResidual(long inputs, long outputs, long stride, long expansion, bool squeezeExcitation)
        : base(nameof(InvertedResidual))
    {
        var width = inputs * expansion;
        isResidual = stride == 1 && inputs == outputs;
        if (expansion > 1)
        {
            expand = nn.Conv2d(inputs, width, 1, bias: false);
            expandNorm = nn.BatchNorm2d(width);
        }
        depthwise = nn.Conv2d(width, width, 3, stride: stride, padding: 1, groups: width, bias: false);
        depthwiseNorm = nn.BatchNorm2d(width);
        if (squeezeExcitation) excitation = new SqueezeExcitation(width);
        project = nn.Conv2d(width, outputs, 1, bias: false);
        projectNorm = nn.BatchNorm2d(outputs);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)                                          // [N, inputs, H, W]
    {
        var y = expand is null ? x : nn.functional.relu6(expandNorm!.Apply(expand.Apply(x)), inplace: true);     // [N, width, H, W]
        y = nn.functional.relu6(depthwiseNorm.Apply(depthwise.Apply(y)), inplace: true);                         // [N, width, H/stride, W/stride]
        if (excitation is not null) y = excitation.forward(y);
        y = projectNorm.Apply(project.Apply(y));                                                                 // [N, outputs, H/stride, W/stride]
        return isResidual ? y.add_(x, HeldScalar.One) : y;
    }

    public string Emit(TorchExporter exporter, string input)
    {
        var y = expand is null ? input : exporter.Relu6(exporter.Conv("expand", expand, expandNorm, input));
        y = exporter.Relu6(exporter.Conv("depthwise", depthwise, depthwiseNorm, y));
        if (excitation is not null) y = exporter.Child("excitation", excitation, y);
        y = exporter.Conv("project", project, projectNorm, y);
        return isResidual ? exporter.Graph.Node("Add", [y, input]) : y;
    }
}
