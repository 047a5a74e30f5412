using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>Convolutions in the precision of their input, with float32 master weights, each in the memory layout that is right and fast on a CPU.</summary>
/// <remarks>
/// Some of oneDNN's kernels in libtorch 2.7 (3.7.1) give wrong numbers, or end the process, on some processors with AVX-512. None of these is used:
/// <list type="bullet">
/// <item>1x1: outputs off by half their range (to 512 channels, channels-last, float32); a division by zero (from or to 1,024 channels).</item>
/// <item>3x3 from a number of channels that is no multiple of 16, in the usual layout and float32: other outputs at each call.</item>
/// <item>Grouped: outputs in channels-last, gradients in bfloat16.</item>
/// <item>3x3 of stride 2 on a grid one block wide, in bfloat16: the gradient of the weights.</item>
/// </list>
/// </remarks>
internal static class Convolution
{
    /// <summary>
    /// Applies a convolution to float32 or bfloat16 activations. The weights are rounded to the input's type for this step alone, so that
    /// the optimizer's small updates are never lost in 8 bits.
    /// </summary>
    public static Tensor Apply(this Conv2d conv, Tensor x)                            // [N, in, H, W]
    {
        var isGrouped = conv.groups > 1;
        var isPointwise = !isGrouped && conv.weight!.shape is [_, _, 1, 1];
        var type = !isPointwise && (isGrouped || x.shape[3] == 1) ? float32 : x.dtype;
        using var weight = conv.weight!.to(type);
        using var bias = conv.bias?.to(type);
        if (isPointwise) return Pointwise(x, weight.flatten(1), bias, conv.stride![0]);
        var input = isGrouped ? x.contiguous() : ChannelsLast(x);
        return nn.functional.conv2d(input.to(type), weight, bias, conv.stride!, conv.padding!, conv.dilation!, conv.groups).to(x.dtype);
    }

    /// <summary>The same values as <c>[N, C, H, W]</c> whose memory is <c>[N, H, W, C]</c>.</summary>
    private static Tensor ChannelsLast(Tensor x) => x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    /// <summary>A 1x1 convolution without padding: the product of two matrices, pixels by inputs and inputs by outputs.</summary>
    private static Tensor Pointwise(Tensor x, Tensor weight, Tensor? bias, long stride)         // [N, in, H, W], [out, in], [out]
    {
        if (stride > 1) x = x.slice(2, 0, x.shape[2], stride).slice(3, 0, x.shape[3], stride);
        return nn.functional.linear(x.permute(0, 2, 3, 1), weight, bias).permute(0, 3, 1, 2);   // [N, out, H/stride, W/stride]
    }
}
