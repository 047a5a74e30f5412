using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace FrequencyML.Transforms.Internal;

/// <summary>The path of an image to its channels.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class PathMapping : CustomMappingFactory<PathMapping.Input, TensorChunks>
{
    /// <summary>The name under which a model file refers to this mapping.</summary>
    public const string Contract = "FrequencyML.DctChannels.Path";

    public override Action<Input, TensorChunks> GetMapping()
    {
        var extractors = new ExtractorCache();
        return (row, chunks) =>
        {
            var extractor = extractors.Get(row.Options);
            var path = row.Image.ToString();
            if (path.Length == 0) throw new InvalidDataException("The image's path is empty.");
            try
            {
                extractor.Extract(path, chunks.Tensor(extractor.Length));
                chunks.Split();
            }
            catch (Exception error) when (error is InvalidDataException or ArgumentException)
            {
                throw new InvalidDataException($"Image '{path}': {error.Message}", error);
            }
            catch (NotSupportedException error)
            {
                throw new NotSupportedException($"Image '{path}': {error.Message}", error);
            }
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
