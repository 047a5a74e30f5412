using FrequencyML.Training.Data;
using FrequencyML.Training.Learning;
using FrequencyML.Training.Networks;
using NUnit.Framework;
using TorchSharp.Modules;
using static TorchSharp.torch;

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

    /// <summary>Native code must not read a number that a collection has freed; see <see cref="HeldScalar"/>.</summary>
    [Test]
    public void Step_CollectionsAtAnyMoment_SameWeights([Values] OptimizerKind kind)
    {
        var quiet = Steps();
        using var collections = new GarbageCollections();
        Assert.That(Steps(), Is.EqualTo(quiet));

        float[] Steps()
        {
            var settings = Example.Settings with { WeightDecay = 0.01, Optimizer = kind };
            random.manual_seed(1);
            using var network = new FrequencyNetwork(settings, 3, new NormalizationConstants(new double[24], [.. Enumerable.Repeat(1.0, 24)], 1));
            using var optimizer = Optimization.Create(network, settings);
            foreach (var parameter in network.parameters()) parameter.grad = ones_like(parameter);
            for (var step = 0; step < 5000; step++) optimizer.step();
            return [.. network.parameters().SelectMany(parameter => parameter.data<float>().ToArray())];
        }
    }
}
