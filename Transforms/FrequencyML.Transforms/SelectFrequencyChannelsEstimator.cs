using FrequencyML.Dct;
using FrequencyML.Transforms.Internal;
using Microsoft.ML;

namespace FrequencyML.Transforms;

/// <summary>Keeps some of the channels of a tensor, in the order of a selection; made by <c>SelectFrequencyChannels</c>.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>Does it look at the data to train?</term><description>No; it looks at the schema only.</description></item>
/// <item><term>Input column</term><description><c>Vector&lt;Single, 192*H/8*W/8&gt;</c>: <c>[192, H/8, W/8]</c>, or the channels of another selection.</description></item>
/// <item><term>Output column</term><description><c>Vector&lt;Single, C*H/8*W/8&gt;</c>: <c>[C, H/8, W/8]</c>, values unchanged.</description></item>
/// <item><term>Parallel cursors, prediction engine, saved models</term><description>Yes.</description></item>
/// <item><term>Exportable to ONNX</term><description>No.</description></item>
/// </list>
/// </remarks>
public sealed class SelectFrequencyChannelsEstimator : FrequencyEstimator
{
    private readonly int inputChannels;
    private readonly int[] places;

    internal SelectFrequencyChannelsEstimator(
        TransformsCatalog catalog, string outputColumnName, string inputColumnName, ChannelSelection selection, ChannelSelection inputSelection)
        : base(catalog, outputColumnName, new InputColumn(inputColumnName, InputKind.Tensor))
    {
        inputChannels = inputSelection.Count;
        places = Places(selection, inputSelection);
    }

    /// <summary>Where a selection's channels are in a tensor of another.</summary>
    /// <exception cref="ArgumentException">A channel is not in the tensor.</exception>
    internal static int[] Places(ChannelSelection selection, ChannelSelection inputSelection)
    {
        var places = inputSelection.Select((channel, place) => (channel, place)).ToDictionary(pair => pair.channel, pair => pair.place);
        return [.. selection.Select(channel => places.TryGetValue(channel, out var place)
            ? place
            : throw new ArgumentException($"Channel {channel} is not among the {inputSelection.Count} channels of the input.", nameof(selection)))];
    }

    private protected override SavedStep Step(FittedInput[] fitted) => ChannelStep.Create(fitted[0], inputChannels, length => new ChannelMap(length, inputChannels, places), OutputColumnName);
}
