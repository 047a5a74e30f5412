using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace FrequencyML.Transforms.Internal;

/// <summary>The step from a column of images to a column of tensors.</summary>
internal static class ImageStep
{
    /// <summary>The step for an input column.</summary>
    public static SavedStep Create(FittedInput input, string outputColumnName, ImageColumnOptions options)
    {
        if (input.Type is ImageDataViewType { Width: > 0 and var width, Height: > 0 and var height })
            return Step(PixelsMapping.Format(width, height, options), Mapping.Of(new PixelsMapping(), PixelsMapping.Contract)) with
            {
                Copy = static (catalog, temporary, name) => catalog.ExtractPixels(temporary, name, interleavePixelColors: true, outputAsFloatArray: false),
            };
        return Step(ImageOptionsText.Format(options), input.Kind switch
        {
            InputKind.Path => Mapping.Of(new PathMapping(), PathMapping.Contract),
            InputKind.Bytes => Mapping.Of(new BytesMapping(), BytesMapping.Contract),
            _ => (catalog, _) => Mapping.Of(new ImageMapping(), ImageMapping.Contract)(catalog, AnyImage()),
        });

        SavedStep Step(string text, MappingFit mapping) => new(
            text, mapping, [(input.Column.Name, TemporaryColumn.Image)], outputColumnName, ImageFunction.Extractor(options).Length, options.ErrorColumnName);
    }

    /// <summary>
    /// Data for the image mapping to be fitted to: its estimator wants the very column type that <see cref="AnyImageAttribute"/> registers, while
    /// its transformer takes every image.
    /// </summary>
    private static EmptyView AnyImage()
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(TemporaryColumn.Options, TextDataViewType.Instance);
        schema.AddColumn(TemporaryColumn.Image, AnyImageAttribute.Type);
        return new(schema.ToSchema());
    }
}
