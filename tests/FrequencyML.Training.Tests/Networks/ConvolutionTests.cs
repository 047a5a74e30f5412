using FrequencyML.Training.Networks;
using NUnit.Framework;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Tests.Networks;

/// <summary>Convolutions of the usual networks; several kernels for these shapes are wrong on processors with AVX-512, and none of those may be used.</summary>
internal sealed class ConvolutionTests
{
    [TestCase(1, 8, 3, 1, 8)]
    [TestCase(1, 64, 3, 1, 28)]
    [TestCase(24, 64, 3, 1, 1)]
    [TestCase(100, 200, 3, 2, 1)]
    [TestCase(256, 512, 3, 2, 1)]
    [TestCase(24, 64, 3, 1, 28)]
    [TestCase(64, 128, 3, 2, 28)]
    [TestCase(512, 512, 3, 1, 4)]
    [TestCase(3, 64, 7, 2, 56)]
    [TestCase(3, 32, 3, 2, 56)]
    [TestCase(24, 64, 1, 1, 28)]
    [TestCase(256, 512, 1, 2, 7)]
    [TestCase(512, 1024, 1, 2, 14)]
    [TestCase(2048, 512, 1, 1, 4)]
    [TestCase(128, 2048, 1, 1, 1)]
    public void Apply_OfUsualShape_IsExactButForRounding(int inputs, int outputs, int size, int stride, int side)
    {
        foreach (var images in new[] { 1, 8 })
            AssertExact(() => nn.Conv2d(inputs, outputs, size, stride: stride, padding: size / 2), images, inputs, side);
    }

    [Test]
    public void Apply_Depthwise_IsExactButForRounding([Values(32, 96, 144)] int channels, [Values(1, 2)] int stride) =>
        AssertExact(() => nn.Conv2d(channels, channels, 3, stride: stride, padding: 1, groups: channels), 8, channels, 14);

    [Test]
    public void Apply_GroupsOfTheGate_IsExactButForRounding([Values(24, 192)] int channels) =>
        AssertExact(() => nn.Conv2d(channels, 2 * channels, 1, groups: channels), 8, channels, 1);

    private static void AssertExact(Func<Conv2d> create, long images, long channels, long side)
    {
        foreach (var precision in Enum.GetValues<Precision>())
            foreach (var isChannelsLast in new[] { false, true })
            {
                using var scope = NewDisposeScope();
                random.manual_seed(1);
                AssertExact(create(), isChannelsLast ? randn(images, side, side, channels).permute(0, 3, 1, 2) : randn(images, channels, side, side), precision);
            }
    }

    /// <summary>Compares outputs and gradients with those in float64, for which libtorch has its own, plain convolution.</summary>
    private static void AssertExact(Conv2d conv, Tensor input, Precision precision)
    {
        // 24 and 8 bits of precision, and sums over up to 5,000 products
        var (type, tolerance) = precision == Precision.BFloat16 ? (bfloat16, 2e-2) : (float32, 1e-5);
        var x = input.to(type).requires_grad_(true);
        var y = conv.Apply(x);
        var gradient = randn(y.shape).to(type);
        y.backward([gradient]);

        var exactX = x.detach().to(float64).requires_grad_(true);
        var exactWeight = conv.weight!.detach().to(type).to(float64).requires_grad_(true);
        var exactBias = conv.bias!.detach().to(type).to(float64).requires_grad_(true);
        var exactY = nn.functional.conv2d(exactX, exactWeight, exactBias, conv.stride!, conv.padding!, conv.dilation!, conv.groups);
        exactY.backward([gradient.to(float64)]);

        AssertClose(y, exactY, "output");
        AssertClose(x.grad!, exactX.grad!, "gradient of the input");
        AssertClose(conv.weight.grad!, exactWeight.grad!, "gradient of the weight");
        AssertClose(conv.bias.grad!, exactBias.grad!, "gradient of the bias");

        void AssertClose(Tensor actual, Tensor exact, string of) =>
            Assert.That(((actual.detach().to(float64) - exact).abs().max() / exact.abs().max()).item<double>(), Is.LessThan(tolerance), $"{of} in {precision}, {input.shape[0]} images, strides {string.Join(' ', input.stride())}");
    }
}
