using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace FrequencyML.Transforms.Internal;

/// <summary>A decoded image to its tensor.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ImageMapping : CustomMappingFactory<ImageMapping.Input, TensorChunks>
{
    /// <summary>The name under which a model file refers to this mapping.</summary>
    public const string Contract = "FrequencyML.DctChannels.Image";

    public override Action<Input, TensorChunks> GetMapping()
    {
        var functions = new TextCache<ImageFunction>(text => new ImageFunction(text));
        return (row, output) =>
        {
            var function = functions.Get(row.Options);
            output.Split(function.Apply(row.Image, output.Tensor(function.Length)));
        };
    }

    internal sealed class Input
    {
        [ColumnName(TemporaryColumn.Options)]
        public ReadOnlyMemory<char> Options { get; set; }

        [ColumnName(TemporaryColumn.Image), AnyImage]
        public MLImage? Image { get; set; }
    }
}
