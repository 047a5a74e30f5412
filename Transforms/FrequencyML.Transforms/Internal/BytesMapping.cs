using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace FrequencyML.Transforms.Internal;

/// <summary>The bytes of an image file to its tensor.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class BytesMapping : CustomMappingFactory<BytesMapping.Input, TensorChunks>
{
    /// <summary>The name under which a model file refers to this mapping.</summary>
    public const string Contract = "FrequencyML.DctChannels.Bytes";

    public override Action<Input, TensorChunks> GetMapping()
    {
        var functions = new TextCache<ImageFunction>(text => new ImageFunction(text));
        return (row, output) =>
        {
            var function = functions.Get(row.Options);
            output.Split(function.Apply(row.Image.Dense(), output.Tensor(function.Length)));
        };
    }

    internal sealed class Input
    {
        [ColumnName(TemporaryColumn.Options)]
        public ReadOnlyMemory<char> Options { get; set; }

        [ColumnName(TemporaryColumn.Image), VectorType]
        public VBuffer<byte> Image { get; set; }
    }
}
