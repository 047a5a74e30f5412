using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>Convolutions with float32 master weights, each in the memory layout and the precision that are right and fast on a CPU.</summary>
/// <remarks>
/// Some kernels of oneDNN 3.7.1, which libtorch 2.10 contains, give wrong numbers or end the process on some processors with AVX-512. None of these is used:
/// <list type="bullet">
/// <item>1x1, channels-last, float32: outputs to 512 channels are off by half their range. Any 1x1 from or to 1,024 channels may divide by zero.</item>
/// <item>3x3, usual layout, float32, input channels no multiple of 16: other outputs at each call.</item>
/// <item>3x3 of stride 2 on a grid one block wide, bfloat16: the gradient of the weights. On one block, which has both layouts at once, also the outputs.</item>
/// <item>From one channel, which has both layouts at once: outputs in bfloat16, the gradient of the input in either precision.</item>
/// <item>Grouped: outputs in channels-last; gradients in bfloat16.</item>
/// </list>
/// </remarks>
internal static class Convolution
{
    /// <summary>
    /// Applies a convolution to float32 or bfloat16 activations; grouped ones compute in float32. The weights are rounded for this step alone, so that the
    /// optimizer's small updates are never lost in 8 bits.
    /// </summary>
    public static Tensor Apply(this Conv2d conv, Tensor x)                            // [N, in, H, W], square grid and kernel, k / 2 padded
    {
        var type = conv.groups > 1 ? float32 : x.dtype;
        using var weight = conv.weight!.to(type);                                     // [out, in / groups, k, k]
        using var bias = conv.bias?.to(type);
        if (conv.groups > 1) return Convolve(x.contiguous().to(type), weight).to(x.dtype);
        if (weight.shape[2] == 1 || x.shape[2] == 1) return Pointwise(x, Middle(weight), bias, conv.stride![0]);
        return weight.shape[1] == 1
            ? Convolve(ChannelsLast(WithZeroChannel(x)), WithZeroChannel(weight))
            : Convolve(ChannelsLast(x), weight);

        Tensor Convolve(Tensor input, Tensor kernel) =>
            nn.functional.conv2d(input, kernel, bias, conv.stride!, conv.padding!, conv.dilation!, conv.groups);
    }

    /// <summary>The same values as <c>[N, C, H, W]</c> whose memory is <c>[N, H, W, C]</c>.</summary>
    private static Tensor ChannelsLast(Tensor x) => x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private static Tensor WithZeroChannel(Tensor x) => cat([x, zeros_like(x)], 1);    // [N, 1, H, W] to [N, 2, H, W]

    /// <summary>All of a kernel that meets a grid of one block, and all of a 1x1 kernel: <c>[out, in]</c>.</summary>
    private static Tensor Middle(Tensor weight) => weight.select(3, weight.shape[3] / 2).select(2, weight.shape[2] / 2);

    /// <summary>A 1x1 convolution: the product of two matrices, blocks by inputs and inputs by outputs.</summary>
    private static Tensor Pointwise(Tensor x, Tensor weight, Tensor? bias, long stride)         // [N, in, H, W], [out, in], [out]
    {
        if (stride > 1) x = x.slice(2, 0, x.shape[2], stride).slice(3, 0, x.shape[3], stride);
        return nn.functional.linear(x.permute(0, 2, 3, 1), weight, bias).permute(0, 3, 1, 2);   // [N, out, H/stride, W/stride]
    }
}
