using FrequencyML.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Learning;

/// <summary>TorchSharp's SGD with Nesterov momentum, whose step holds its scalars: the same numbers, also while the garbage collector runs.</summary>
/// <inheritdoc cref="HeldScalar" path="/remarks"/>
internal sealed class SgdOptimizer(IEnumerable<SGD.ParamGroup> groups, double learningRate, double momentum)
    : SGD(groups, learningRate, momentum, nesterov: true)
{
    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(
        group =>
        {
            using Scalar momentum = group.Options.momentum!.Value, decay = group.Options.weight_decay!.Value, rate = -group.Options.LearningRate!.Value;
            foreach (var parameter in group.Parameters)
            {
                if (parameter.grad is not { } gradient) continue;
                if (group.Options.weight_decay != 0) gradient = gradient.add(parameter, decay);
                var state = (State)_state[parameter.Handle];
                if (state.momentum_buffer is null) state.momentum_buffer = gradient.clone().detach().DetachFromDisposeScope();
                else state.momentum_buffer.mul_(momentum).add_(gradient, HeldScalar.One);
                parameter.add_(gradient.add(state.momentum_buffer, momentum), rate);
            }
        },
        closure);
}
