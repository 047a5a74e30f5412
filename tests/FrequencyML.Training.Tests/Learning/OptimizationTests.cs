using FrequencyML.Training.Data;
using FrequencyML.Training.Learning;
using FrequencyML.Training.Networks;
using NUnit.Framework;
using TorchSharp.Modules;

namespace FrequencyML.Training.Tests.Learning;

internal sealed class OptimizationTests
{
    [Test]
    public void Create_Groups_HoldEveryParameterOnceAndTheGatesLastLayerAlone([Values] OptimizerKind kind)
    {
        var settings = Example.Settings with { WeightDecay = 0.01, GateLearningRateFactor = 7, Gate = GateKind.Hard, Optimizer = kind };
        using var network = new FrequencyNetwork(settings, 3, new NormalizationConstants(new double[24], [.. Enumerable.Repeat(1.0, 24)], 1));
        using var optimizer = Optimization.Create(network, settings);
        var groups = optimizer.ParamGroups.ToArray();
        Optimization.SetLearningRate(optimizer, 0.5, 3.5);
        Assert.That(groups.Select(group => group.LearningRate), Is.EqualTo(new[] { 0.5, 0.5, 3.5 }));
        Assert.That(groups.Select(group => group is SGD.ParamGroup sgd ? sgd.Options.weight_decay : ((AdamW.ParamGroup)group).Options.weight_decay),
            Is.EqualTo(new double?[] { 0.01, 0, 0 }));
        IntPtr[][] handles = [.. groups.Select(group => (group is SGD.ParamGroup sgd ? sgd.Parameters : ((AdamW.ParamGroup)group).Parameters)
            .Select(parameter => parameter.Handle).ToArray())];
        Assert.That(handles.SelectMany(handle => handle), Is.EquivalentTo(network.parameters().Select(parameter => parameter.Handle)));
        Assert.That(handles[2], Is.EquivalentTo(network.gate!.logits.parameters().Select(parameter => parameter.Handle)));
        Assert.That(network.parameters().Where(parameter => handles[0].Contains(parameter.Handle)).Select(parameter => parameter.dim()), Is.All.GreaterThan(1));
    }
}
