using System.Runtime.ExceptionServices;
using FrequencyML.Dct;
using FrequencyML.Dct.Internal;
using FrequencyML.Shared;
using Microsoft.ML.Data;

namespace FrequencyML.Transforms.Internal;

/// <summary>What a row's options text asks of an image: the extractor, and what an image that cannot be read becomes.</summary>
internal sealed class ImageFunction
{
    private readonly string columnName;
    private readonly ImageColumnOptions options;
    private readonly ITensorExtractor extractor;

    /// <summary>Creates the function of a text.</summary>
    /// <exception cref="FormatException">The text is not one of <see cref="Format"/>.</exception>
    public ImageFunction(string text)
    {
        var parts = text.Split('|', 2);
        columnName = Uri.UnescapeDataString(parts[0]);
        options = ImageOptionsText.Parse(parts[^1]);
        extractor = Extractor(options);
    }

    /// <summary>The text of an input column, which messages name, and of options.</summary>
    public static string Format(string columnName, ImageColumnOptions options) => $"{Uri.EscapeDataString(columnName)}|{ImageOptionsText.Format(options)}";

    /// <summary>The extractor of channels or samples that options ask for.</summary>
    public static ITensorExtractor Extractor(ImageColumnOptions options) => options is DctChannelsOptions channels
        ? new DctChannelExtractor(channels.Selection, options.Geometry, options.Limits, options.Decoding)
        : new YCbCrExtractor(options.Geometry, options.Limits, options.Decoding);

    /// <summary>The values of a tensor.</summary>
    public int Length => extractor.Length;

    /// <summary>From a file.</summary>
    /// <param name="path">An image file.</param>
    /// <param name="tensor">Receives the tensor; NaN after an error that is a missing value.</param>
    /// <returns>Why the image could not be read, where that is no exception; else null.</returns>
    public string? Apply(string path, Span<float> tensor)
    {
        try
        {
            if (path.Length == 0) throw new InvalidDataException($"Column '{columnName}' has an empty path; expected that of an image file.");
            extractor.Extract(path, tensor);
            return null;
        }
        catch (Exception error)
        {
            return Fail(path.Length == 0 ? "" : $"Image '{path}': ", error, tensor);
        }
    }

    /// <summary>From a file in memory; otherwise as the overload.</summary>
    public string? Apply(ReadOnlySpan<byte> image, Span<float> tensor)
    {
        try
        {
            extractor.Extract(image, tensor);
            return null;
        }
        catch (Exception error)
        {
            return Fail($"Image of {image.Length} bytes in column '{columnName}': ", error, tensor);
        }
    }

    /// <summary>From a decoded image; otherwise as the overload.</summary>
    public string? Apply(MLImage? image, Span<float> tensor)
    {
        var name = "";
        try
        {
            if (image is null) throw NoImage();
            name = Unnamed;
            if (image.Tag is { Length: > 0 } path) name = $"Image '{path}': ";   // LoadImages leaves the path in the tag
            options.Limits.Check(image.Width, image.Height);              // before a copy is made
            using var pixels = RgbaPixels.Of(image);
            extractor.ExtractPixels(pixels.Span, image.Width, image.Height, options.Orientation, tensor);
            return null;
        }
        catch (Exception error)
        {
            return Fail(name, error, tensor);
        }
    }

    /// <summary>From pixels, 4 bytes each, or none for no image; otherwise as the overload.</summary>
    public string? Apply(ReadOnlySpan<byte> rgba, int width, int height, Span<float> tensor)
    {
        try
        {
            if (rgba.IsEmpty) throw NoImage();
            extractor.ExtractPixels(rgba, width, height, options.Orientation, tensor);
            return null;
        }
        catch (Exception error)
        {
            return Fail(rgba.IsEmpty ? "" : Unnamed, error, tensor);
        }
    }

    private string Unnamed => $"Image in column '{columnName}': ";

    private InvalidDataException NoImage() => new($"Column '{columnName}' has no image in the row; expected an MLImage.");

    /// <summary>Makes the row a missing value, or throws the error with the image's name in front.</summary>
    private string Fail(string prefix, Exception error, Span<float> tensor)
    {
        if (options.OnError == OnImageError.MissingValue && error is not OutOfMemoryException)   // which says nothing of the image
        {
            tensor.Fill(float.NaN);
            return ErrorText.Of(error);
        }
        switch (error)
        {
            case NotSupportedException: throw new NotSupportedException(prefix + error.Message, error);
            case InvalidDataException or ArgumentException: throw new InvalidDataException(prefix + error.Message, error);
        }
        ExceptionDispatchInfo.Throw(error);   // of the file system: it names the path itself
        return "";
    }
}
