using FrequencyML.Dct;
using Microsoft.ML.Transforms;

namespace FrequencyML.Transforms.Internal;

/// <summary>Planes of samples to all 192 channels; nothing but the length of the input is needed.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class DctTransformMapping : CustomMappingFactory<TensorInput, TensorChunks>
{
    /// <summary>The name under which a model file refers to this mapping.</summary>
    public const string Contract = "FrequencyML.DctTransform";

    /// <summary>The side of the planes in a tensor <c>[3, side, side]</c>; null where its length is that of none whose side is a multiple of 8.</summary>
    public static int? Side(int length)
    {
        var side = (int)Math.Round(Math.Sqrt(length / 3.0));
        return side > 0 && side % 8 == 0 && 3L * side * side == length ? side : null;
    }

    public override Action<TensorInput, TensorChunks> GetMapping() => static (row, output) =>
    {
        var planes = row.Values;
        var side = Side(planes.Length)!.Value;   // the estimator has seen the length
        var channels = output.Tensor(planes.Length);
        for (var component = 0; component < 3; component++)
        {
            var part = component * side * side;
            Dct8x8.ForwardPlane(planes.Slice(part, side * side), side, channels.Slice(part, side * side));
        }
        output.Split();
    };
}
