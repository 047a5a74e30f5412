using FrequencyML.Training.Data;
using FrequencyML.Training.Learning;
using FrequencyML.Training.Networks;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace FrequencyML.Training.Tests.Learning;

internal sealed class WeightAverageTests
{
    [Test]
    public void Update_LateInARun_KeepsTheShareOfTheDecay()
    {
        using var scope = NewDisposeScope();
        using var network = Create();
        using var average = Create();
        average.load_state_dict(network.state_dict());
        using (no_grad())
        {
            network.head.weight!.add_(1);
            ((BasicBlock)((ResNet)network.trunk).blocks[0]).bn1.running_mean!.add_(1);
        }
        WeightAverage.Update(average, network, decay: 0.9, step: 1_000_000);
        Assert.That((network.head.weight! - average.head.weight!).mean().ToDouble(), Is.EqualTo(0.9).Within(1e-5));
        var mean = ((BasicBlock)((ResNet)average.trunk).blocks[0]).bn1.running_mean!;
        Assert.That(mean.mean().ToDouble(), Is.EqualTo(0.1).Within(1e-5), "batch statistics are averaged as well");
    }

    [Test]
    public void Update_FirstStep_ForgetsTheRandomStart()
    {
        using var scope = NewDisposeScope();
        using var network = Create();
        using var average = Create();
        average.load_state_dict(network.state_dict());
        using (no_grad()) network.head.weight!.add_(1);
        WeightAverage.Update(average, network, decay: 0.999, step: 0);
        Assert.That((network.head.weight! - average.head.weight!).mean().ToDouble(), Is.EqualTo(0.1).Within(1e-5));
    }

    private static FrequencyNetwork Create() =>
        new(Example.Settings, 2, new NormalizationConstants(new double[24], [.. Enumerable.Repeat(1.0, 24)], 1));
}
