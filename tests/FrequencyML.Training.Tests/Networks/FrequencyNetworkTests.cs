using FrequencyML.Training.Data;
using FrequencyML.Training.Networks;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace FrequencyML.Training.Tests.Networks;

internal sealed class FrequencyNetworkTests
{
    // Parameters of torchvision's networks with 10 classes, less their stem (RGB: with it), and with the first block's convolutions for 24
    // channels. ResNet-18: 11,181,642 with stem (9,408 + 128); without it 3x3 24 -> 64 in place of 64 -> 64, and a 1x1 shortcut with norm.
    [TestCase(NetworkKind.ResNet18, NetworkInput.Rgb, 11_181_642)]
    [TestCase(NetworkKind.ResNet18, NetworkInput.Dct, 11_181_642 - 9_408 - 128 - 9 * 40 * 64 + 24 * 64 + 128)]
    [TestCase(NetworkKind.ResNet34, NetworkInput.Rgb, 21_289_802)]
    [TestCase(NetworkKind.ResNet50, NetworkInput.Rgb, 23_528_522)]
    [TestCase(NetworkKind.MobileNetV2, NetworkInput.Rgb, 2_236_682)]
    public void Parameters_OfTheUsualNetworks_AreAsMany(NetworkKind kind, NetworkInput input, long expected)
    {
        using var network = Create(new TrainingSettings { Network = kind, Input = input, Selection = input == NetworkInput.Rgb ? "192" : "24" });
        Assert.That(network.parameters().Sum(parameter => parameter.numel()), Is.EqualTo(expected));
    }

    [Test]
    public void Forward_EveryNetwork_HasALogitForEachClassAndGradientsEverywhere(
        [Values] NetworkKind kind, [Values] NetworkInput input, [Values] bool squeezeExcitation, [Values] Precision precision)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var settings = new TrainingSettings
        {
            Network = kind,
            Input = input,
            SqueezeExcitation = squeezeExcitation,
            Selection = "192",
            Width = kind == NetworkKind.MobileNetV2 ? 64 : 8,
            Gate = input == NetworkInput.Dct ? GateKind.Hard : GateKind.None,
        };
        using var network = Create(settings);
        network.ComputeType = precision == Precision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        network.train();
        var output = network.forward(randn(2, 192, 4, 4));
        Assert.That(output.Logits.shape, Is.EqualTo(new long[] { 2, 10 }));
        Assert.That(output.Logits.dtype, Is.EqualTo(float32));
        (nn.functional.cross_entropy(output.Logits, tensor(new long[] { 1, 2 })) + (output.Gate?.Gate.sum() ?? 0)).backward();
        Assert.That(network.named_parameters().Where(parameter => parameter.parameter.grad is null).Select(parameter => parameter.name), Is.Empty);
        Assert.That(network.parameters().All(parameter => parameter.grad!.dtype == float32));
    }

    [TestCase(NetworkKind.ResNet18, NetworkInput.Dct, 28, 512, 4)]
    [TestCase(NetworkKind.ResNet18, NetworkInput.Rgb, 14, 512, 4)]
    [TestCase(NetworkKind.MobileNetV2, NetworkInput.Dct, 28, 1280, 2)]
    [TestCase(NetworkKind.MobileNetV2, NetworkInput.Rgb, 7, 1280, 2)]
    public void Trunk_OfBothInputs_SeesTheSameGrid(NetworkKind kind, NetworkInput input, int blocks, int features, int side)
    {
        // Channels of 224 pixels on 28x28; pixels of half the side for ResNets, of a quarter for MobileNetV2.
        using var scope = NewDisposeScope();
        using var network = Create(new TrainingSettings { Network = kind, Input = input, Selection = input == NetworkInput.Rgb ? "192" : "24" });
        network.eval();
        var channels = zeros(1, input == NetworkInput.Rgb ? 192 : 24, blocks, blocks);
        var x = network.pixels is null ? channels : network.pixels.forward(channels);
        Assert.That(network.trunk.forward(x).shape, Is.EqualTo(new long[] { 1, features, side, side }));
    }

    [Test]
    public void Forward_BFloat16_IsFloat32ButForRounding()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var network = Create(Example.Settings);
        network.eval();
        var channels = randn(4, 24, 7, 7) * 10;
        var exact = network.forward(channels).Logits;
        network.ComputeType = ScalarType.BFloat16;
        var rounded = network.forward(channels).Logits;
        Assert.That(rounded.eq(exact).all().ToBoolean(), Is.False);
        Assert.That((rounded - exact).abs().max().ToDouble(), Is.LessThan(0.03 * exact.abs().max().ToDouble()));          // 8 significant bits a layer
    }

    private static FrequencyNetwork Create(TrainingSettings settings)
    {
        var count = settings.Input == NetworkInput.Rgb ? 3 : settings.ParsedSelection.Count;
        return new(settings, 10, new NormalizationConstants(new double[count], [.. Enumerable.Repeat(10.0, count)], 1));
    }
}
