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
        // A mapping reads columns of types that ML.NET has been told of.
        if (input.Type is ImageDataViewType { Width: > 0, Height: > 0 } image) new ImageTypeAttribute(image.Height, image.Width).Register();
        return Step(input, outputColumnName, options, ImageFunction.Format(input.Column.Name, options), input.Kind switch
        {
            InputKind.Path => Mapping.Of(new PathMapping(), PathMapping.Contract),
            InputKind.Bytes => Mapping.Of(new BytesMapping(), BytesMapping.Contract),
            _ => (catalog, _) => Mapping.Of(new ImageMapping(), ImageMapping.Contract)(catalog, AnyImage()),
        });
    }

    /// <summary>
    /// The step in the form in which it can be loaded, where it is not the same: nothing tells ML.NET of the sizes of images before a loaded model
    /// is used, so images of a declared size go through its own transform to pixels.
    /// </summary>
    public static SavedStep? SavedForm(FittedInput input, string outputColumnName, ImageColumnOptions options)
    {
        if (input.Type is not ImageDataViewType { Width: > 0, Height: > 0 } image) return null;
        var text = PixelsMapping.Format(image.Width, image.Height, ImageFunction.Format(input.Column.Name, options));
        return Step(input, outputColumnName, options, text, Mapping.Of(new PixelsMapping(), PixelsMapping.Contract)) with
        {
            Copy = static (catalog, temporary, name) => catalog.ExtractPixels(temporary, name, interleavePixelColors: true, outputAsFloatArray: false),
        };
    }

    private static SavedStep Step(FittedInput input, string outputColumnName, ImageColumnOptions options, string text, MappingFit mapping) => new(
        text, mapping, [(input.Column.Name, TemporaryColumn.Image)], outputColumnName, ImageFunction.Extractor(options).Length, options.ErrorColumnName);

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
