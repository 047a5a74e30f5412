using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace FrequencyML.Transforms.Internal;

/// <summary>The path of an image to its tensor.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class PathMapping : CustomMappingFactory<PathMapping.Input, TensorChunks>
{
    /// <summary>The name under which a model file refers to this mapping.</summary>
    public const string Contract = "FrequencyML.DctChannels.Path";

    public override Action<Input, TensorChunks> GetMapping()
    {
        var functions = new TextCache<ImageFunction>(text => new ImageFunction(text));
        return (row, output) =>
        {
            var function = functions.Get(row.Options);
            output.Split(function.Apply(row.Image.ToString(), output.Tensor(function.Length)));
        };
    }

    internal sealed class Input
    {
        [ColumnName(TemporaryColumn.Options)]
        public ReadOnlyMemory<char> Options { get; set; }

        [ColumnName(TemporaryColumn.Image)]
        public ReadOnlyMemory<char> Image { get; set; }
    }
}
