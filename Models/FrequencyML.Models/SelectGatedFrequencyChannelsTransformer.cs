using FrequencyML.Dct;
using FrequencyML.Transforms;
using FrequencyML.Transforms.Internal;
using Microsoft.ML;

namespace FrequencyML.Models;

/// <summary>Keeps the channels that a gate opened for the data it was fitted to; made by <see cref="SelectGatedFrequencyChannelsEstimator.Fit"/>.</summary>
public sealed class SelectGatedFrequencyChannelsTransformer : FrequencyTransformer
{
    internal SelectGatedFrequencyChannelsTransformer(FittedInput input, ITransformer pipeline, ChannelSelection selection, double[] shares)
        : base([input], pipeline) => (Selection, Shares) = (selection, shares);

    /// <summary>The channels of the output, in the order of the model's.</summary>
    public ChannelSelection Selection { get; }

    /// <summary>The share of rows for which the gate opened each of the model's channels, 0..1.</summary>
    public IReadOnlyList<double> Shares { get; }
}
