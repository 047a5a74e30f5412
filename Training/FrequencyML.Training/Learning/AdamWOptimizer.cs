using FrequencyML.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Learning;

/// <summary>TorchSharp's AdamW, whose step holds its scalars.</summary>
/// <inheritdoc cref="HeldScalar" path="/remarks"/>
internal sealed class AdamWOptimizer(IEnumerable<AdamW.ParamGroup> groups, double learningRate) : AdamW(groups, learningRate)
{
    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(
        group =>
        {
            var options = (Options)group.Options;
            var (rate, beta1, beta2) = (options.LearningRate!.Value, options.beta1!.Value, options.beta2!.Value);
            using Scalar keep = 1 - rate * options.weight_decay!.Value, small = options.eps!.Value,
                old1 = beta1, new1 = 1 - beta1, old2 = beta2, new2 = 1 - beta2;
            foreach (var parameter in group.Parameters)
            {
                if (parameter.grad is not { } gradient) continue;
                var state = (State)_state[parameter.Handle];
                state.step++;
                using Scalar correction = Math.Sqrt(1 - Math.Pow(beta2, state.step)), size = -rate / (1 - Math.Pow(beta1, state.step));
                parameter.mul_(keep);
                state.exp_avg.mul_(old1).add_(gradient, new1);
                state.exp_avg_sq.mul_(old2).addcmul_(gradient, gradient, new2);
                parameter.addcdiv_(state.exp_avg, state.exp_avg_sq.sqrt().div(correction).add_(small, HeldScalar.One), size);
            }
        },
        closure);
}
