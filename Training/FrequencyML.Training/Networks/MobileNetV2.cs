using FrequencyML.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>
/// The inverted residuals of MobileNetV2 and the 1x1 convolution after them. Channels enter the first block; pixels take the stem before
/// it, a 3x3 convolution of stride 2.
/// </summary>
/// <remarks>
/// Source: Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", CVPR 2018, table 2; without the stem: Xu et al.,
/// "Learning in the Frequency Domain", CVPR 2020.
/// </remarks>
internal sealed class MobileNetV2 : Trunk
{
    private const long StemWidth = 32, LastWidth = 1280;

    // Expansion, width, blocks, stride of the first of them.
    private static readonly (long Expansion, long Width, int Blocks, long Stride)[] Stages =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    public readonly Conv2d? stem;
    public readonly BatchNorm2d? stemNorm;
    public readonly ModuleList<InvertedResidual> blocks = [];
    public readonly Conv2d last;
    public readonly BatchNorm2d lastNorm;

    public MobileNetV2(long inputs, bool hasStem, bool squeezeExcitation)
        : base(nameof(MobileNetV2))
    {
        if (hasStem)
        {
            stem = nn.Conv2d(inputs, StemWidth, 3, stride: 2, padding: 1, bias: false);
            stemNorm = nn.BatchNorm2d(StemWidth);
            inputs = StemWidth;
        }
        foreach (var (expansion, width, count, stride) in Stages)
            for (var block = 0; block < count; block++)
            {
                blocks.Add(new InvertedResidual(inputs, width, block == 0 ? stride : 1, expansion, squeezeExcitation));
                inputs = width;
            }
        last = nn.Conv2d(inputs, LastWidth, 1, bias: false);
        lastNorm = nn.BatchNorm2d(LastWidth);
        RegisterComponents();
    }

    public override long Features => LastWidth;

    public override Tensor forward(Tensor x)                                          // [N, C, H, W]
    {
        if (stem is not null) x = nn.functional.relu6(stemNorm!.Apply(stem.Apply(x)), inplace: true);     // [N, 32, H/2, W/2]
        foreach (var block in blocks) x = block.forward(x);                           // [N, 320, H/16, W/16]
        return nn.functional.relu6(lastNorm.Apply(last.Apply(x)), inplace: true);     // [N, 1280, H/16, W/16]
    }

    public override string Emit(TorchExporter exporter, string input)
    {
        var x = stem is null ? input : exporter.Relu6(exporter.Conv("stem", stem, stemNorm, input));
        for (var i = 0; i < blocks.Count; i++) x = exporter.Child($"blocks.{i}", blocks[i], x);
        return exporter.Relu6(exporter.Conv("last", last, lastNorm, x));
    }
}
