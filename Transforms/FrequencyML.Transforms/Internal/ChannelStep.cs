using Microsoft.ML.Data;

namespace FrequencyML.Transforms.Internal;

/// <summary>The step from a column of channels to another: <see cref="ChannelMap"/>.</summary>
internal static class ChannelStep
{
    /// <summary>The step for an input column.</summary>
    /// <param name="input">A tensor.</param>
    /// <param name="inputChannels">Its channels.</param>
    /// <param name="map">What becomes of them, for an input of a length.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column's length is not a multiple of the channels.</exception>
    public static SavedStep Create(FittedInput input, int inputChannels, Func<int, ChannelMap> map, string outputColumnName)
    {
        CheckChannels(input, inputChannels);
        return Create(map(Length(input)), input.Column.Name, outputColumnName);
    }

    /// <summary>The step that applies a map.</summary>
    public static SavedStep Create(ChannelMap map, string inputColumnName, string outputColumnName) => new(
        map.ToString(), Mapping.Of(new ChannelMapMapping(), ChannelMapMapping.Contract), [(inputColumnName, TemporaryColumn.Tensor)], outputColumnName, map.OutputLength);

    /// <summary>Checks that a column holds planes of a number of channels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column's length is not a multiple of the channels.</exception>
    public static void CheckChannels(FittedInput input, int channels)
    {
        if (Length(input) % channels != 0)
            throw input.Column.Mismatch("inputSchema", $"Vector<Single> of {channels} channels, so of a size that {channels} divides", input.Type);
    }

    private static int Length(FittedInput input) => ((VectorDataViewType)input.Type).Size;
}
