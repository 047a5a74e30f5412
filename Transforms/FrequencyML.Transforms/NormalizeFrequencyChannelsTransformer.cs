using FrequencyML.Transforms.Internal;
using Microsoft.ML;

namespace FrequencyML.Transforms;

/// <summary>Normalizes channels; made by <see cref="NormalizeFrequencyChannelsEstimator.Fit"/>.</summary>
public sealed class NormalizeFrequencyChannelsTransformer : FrequencyTransformer
{
    internal NormalizeFrequencyChannelsTransformer(FittedInput[] inputs, ITransformer pipeline, float[] mean, float[] standardDeviation)
        : base(inputs, pipeline) => (Mean, StandardDeviation) = (mean, standardDeviation);

    /// <summary>The mean of each channel before, in JPEG coefficient units.</summary>
    public IReadOnlyList<float> Mean { get; }

    /// <summary>The standard deviation of each channel before, in JPEG coefficient units.</summary>
    public IReadOnlyList<float> StandardDeviation { get; }
}
