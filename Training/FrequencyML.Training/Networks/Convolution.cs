using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>Convolutions in the precision of their input, with float32 master weights.</summary>
internal static class Convolution
{
    /// <summary>The most channels a network may have anywhere to run in <see cref="ChannelsLast"/>.</summary>
    /// <remarks>
    /// With more, oneDNN ends the process: in this layout its 1x1 convolutions from or to 1,024 channels of ResNet-50 divide by zero (est_eff_1x1) on every
    /// processor without AMX.
    /// </remarks>
    public const int ChannelsLastLimit = 512;

    /// <summary>
    /// Applies a convolution to float32 or bfloat16 activations. The weights are rounded to the input's type for this step alone, so that
    /// the optimizer's small updates are never lost in 8 bits.
    /// </summary>
    public static Tensor Apply(this Conv2d conv, Tensor x)                            // [N, in, H, W]
    {
        if (x.dtype == conv.weight!.dtype) return conv.forward(x);
        using var weight = conv.weight.to(x.dtype);
        using var bias = conv.bias?.to(x.dtype);
        return nn.functional.conv2d(x, weight, bias, conv.stride!, conv.padding!, conv.dilation!, conv.groups);
    }

    /// <summary>The same values as <c>[N, C, H, W]</c> whose memory is <c>[N, H, W, C]</c>: the layout in which CPU convolutions are fastest.</summary>
    /// <remarks>Not for depthwise ones: oneDNN's of this layout (brdgmm_dw) gives wrong numbers on some processors with AVX-512.</remarks>
    public static Tensor ChannelsLast(this Tensor x) => x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
