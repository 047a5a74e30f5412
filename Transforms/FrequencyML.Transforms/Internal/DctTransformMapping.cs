using FrequencyML.Dct;
using Microsoft.ML.Transforms;

namespace FrequencyML.Transforms.Internal;

/// <summary>Planes of samples to all 192 channels; the text is the side of the planes.</summary>
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

    /// <summary>The options' text for planes of a side.</summary>
    public static string Format(int side) => OptionsText.Format([side]);

    public override Action<TensorInput, TensorChunks> GetMapping()
    {
        var planes = new TextCache<Planes>(text => new Planes(OptionsText.ParseInt32(text)));
        return (row, output) =>
        {
            var side = planes.Get(row.Options).Side;
            var samples = row.Values(3 * side * side);
            var channels = output.Tensor(samples.Length);
            for (var component = 0; component < 3; component++)
            {
                var part = component * side * side;
                Dct8x8.ForwardPlane(samples.Slice(part, side * side), side, channels.Slice(part, side * side));
            }
            output.Split();
        };
    }

    private sealed record Planes(int Side);
}
