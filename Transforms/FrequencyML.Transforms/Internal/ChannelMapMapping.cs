using Microsoft.ML.Transforms;

namespace FrequencyML.Transforms.Internal;

/// <summary>Channels to channels: <see cref="ChannelMap"/>.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ChannelMapMapping : CustomMappingFactory<TensorInput, TensorChunks>
{
    /// <summary>The name under which a model file refers to this mapping.</summary>
    public const string Contract = "FrequencyML.ChannelMap";

    public override Action<TensorInput, TensorChunks> GetMapping()
    {
        var maps = new TextCache<ChannelMap>(ChannelMap.Parse);
        return (row, output) =>
        {
            var map = maps.Get(row.Options);
            map.Apply(row.Values(map.InputLength), output.Tensor(map.OutputLength));
            output.Split();
        };
    }
}
