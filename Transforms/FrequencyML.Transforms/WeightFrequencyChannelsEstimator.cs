using FrequencyML.Transforms.Internal;
using Microsoft.ML;

namespace FrequencyML.Transforms;

/// <summary>Multiplies each channel of a tensor by a weight; made by <c>WeightFrequencyChannels</c>.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>Does it look at the data to train?</term><description>No; it looks at the schema only.</description></item>
/// <item><term>Input column</term><description><c>Vector&lt;Single, C*H/8*W/8&gt;</c>: <c>[C, H/8, W/8]</c>.</description></item>
/// <item><term>Output column</term><description>The same type.</description></item>
/// <item><term>Parallel cursors, prediction engine, saved models</term><description>Yes.</description></item>
/// <item><term>Exportable to ONNX</term><description>No.</description></item>
/// </list>
/// </remarks>
public sealed class WeightFrequencyChannelsEstimator : FrequencyEstimator
{
    private readonly float[] weights;

    internal WeightFrequencyChannelsEstimator(TransformsCatalog catalog, string outputColumnName, string inputColumnName, IEnumerable<float> weights)
        : base(catalog, outputColumnName, new InputColumn(inputColumnName, InputKind.Tensor))
    {
        this.weights = [.. weights];
        if (this.weights.Length == 0) throw new ArgumentException("There is no weight; expected one per channel.", nameof(weights));
        if (this.weights.FirstOrDefault(weight => !float.IsFinite(weight)) is var wrong && !float.IsFinite(wrong))
            throw new ArgumentException($"A weight is {wrong}; expected finite numbers.", nameof(weights));
    }

    private protected override SavedStep Step(FittedInput[] fitted) =>
        ChannelStep.Create(fitted[0], weights.Length, length => new ChannelMap(length, weights.Length, scales: weights), OutputColumnName);
}
