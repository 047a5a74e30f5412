using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace FrequencyML.Transforms.Internal;

/// <summary>The bytes of an image file to its channels.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class BytesMapping : CustomMappingFactory<BytesMapping.Input, TensorChunks>
{
    /// <summary>The name under which a model file refers to this mapping.</summary>
    public const string Contract = "FrequencyML.DctChannels.Bytes";

    public override Action<Input, TensorChunks> GetMapping()
    {
        var extractors = new ExtractorCache();
        return (row, chunks) =>
        {
            var extractor = extractors.Get(row.Options);
            var image = row.Image.IsDense ? row.Image.GetValues() : [.. row.Image.DenseValues()];
            try
            {
                extractor.Extract(image, chunks.Tensor(extractor.Length));
                chunks.Split();
            }
            catch (InvalidDataException error)
            {
                throw new InvalidDataException($"Image in row bytes: {error.Message}", error);
            }
            catch (NotSupportedException error)
            {
                throw new NotSupportedException($"Image in row bytes: {error.Message}", error);
            }
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
