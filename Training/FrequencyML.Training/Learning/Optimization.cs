using FrequencyML.Training.Networks;
using TorchSharp.Modules;

namespace FrequencyML.Training.Learning;

/// <summary>The optimizer of a run: three groups of parameters, of which the gate's last layer learns faster.</summary>
internal static class Optimization
{
    private const int GateGroup = 2;   // after weights with and parameters without weight decay

    public static OptimizerHelper Create(FrequencyNetwork network, TrainingSettings settings)
    {
        var gate = network.gate?.logits.parameters().ToArray() ?? [];
        var others = network.parameters().ExceptBy(gate.Select(parameter => parameter.Handle), parameter => parameter.Handle).ToArray();
        List<(IEnumerable<Parameter> Parameters, double WeightDecay)> groups =
            [(others.Where(parameter => parameter.dim() > 1), settings.WeightDecay), (others.Where(parameter => parameter.dim() <= 1), 0)];
        if (gate.Length > 0) groups.Add((gate, 0));
        return settings.Optimizer == OptimizerKind.Sgd
            ? new SgdOptimizer(groups.Select(group => new SGD.ParamGroup(
                group.Parameters, settings.LearningRate, settings.Momentum, dampening: 0, group.WeightDecay, nesterov: true)), settings.LearningRate, settings.Momentum)
            : new AdamWOptimizer(groups.Select(group => new AdamW.ParamGroup(
                group.Parameters, settings.LearningRate, weight_decay: group.WeightDecay)), settings.LearningRate);
    }

    /// <param name="optimizer">What <see cref="Create"/> made.</param>
    /// <param name="rate">Of the network.</param>
    /// <param name="gateRate">Of the gate's last layer.</param>
    public static void SetLearningRate(OptimizerHelper optimizer, double rate, double gateRate)
    {
        var index = 0;
        foreach (var group in optimizer.ParamGroups) group.LearningRate = index++ == GateGroup ? gateRate : rate;
    }
}
