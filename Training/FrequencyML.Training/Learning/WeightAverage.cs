using FrequencyML.Training.Networks;
using static TorchSharp.torch;

namespace FrequencyML.Training.Learning;

/// <summary>An exponential moving average of a network's weights, with its batch statistics, kept in a second network.</summary>
/// <remarks>
/// Source: Polyak, Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992; the decay grows with the steps, so that the
/// random start is soon forgotten.
/// </remarks>
internal static class WeightAverage
{
    /// <summary>Takes in the weights after a step.</summary>
    /// <param name="average">Receives the average.</param>
    /// <param name="network">The network that learns.</param>
    /// <param name="decay">How much of the average stays, 0..1.</param>
    /// <param name="step">0-based.</param>
    public static void Update(FrequencyNetwork average, FrequencyNetwork network, double decay, long step)
    {
        using var mode = no_grad();
        using Tensor weight = 1 - Math.Min(decay, (1.0 + step) / (10 + step));
        foreach (var (mean, newest) in Values(average).Zip(Values(network)))
        {
            if (mean.is_floating_point()) mean.lerp_(newest, weight);
            else mean.copy_(newest);                                                  // the number of batches
        }
    }

    private static IEnumerable<Tensor> Values(FrequencyNetwork network) => network.parameters().Concat(network.buffers());
}
