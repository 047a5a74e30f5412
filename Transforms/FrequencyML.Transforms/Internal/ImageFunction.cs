using System.Runtime.ExceptionServices;
using FrequencyML.Dct;
using FrequencyML.Dct.Internal;
using Microsoft.ML.Data;

namespace FrequencyML.Transforms.Internal;

/// <summary>What a row's options text asks of an image: the extractor, and what an image that cannot be read becomes.</summary>
internal sealed class ImageFunction
{
    private readonly ImageColumnOptions options;
    private readonly ITensorExtractor extractor;

    /// <summary>Creates the function of an options text.</summary>
    /// <exception cref="FormatException">The text is not one of <see cref="ImageOptionsText"/>.</exception>
    public ImageFunction(string text)
    {
        options = ImageOptionsText.Parse(text);
        extractor = Extractor(options);
    }

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
            if (path.Length == 0) throw new InvalidDataException("The image's path is empty.");
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
            return Fail("Image in row bytes: ", error, tensor);
        }
    }

    /// <summary>From a decoded image; otherwise as the overload.</summary>
    public string? Apply(MLImage? image, Span<float> tensor)
    {
        try
        {
            if (image is null) throw NoImage();
            using var pixels = RgbaPixels.Of(image);
            extractor.ExtractPixels(pixels.Span, image.Width, image.Height, options.Orientation, tensor);
            return null;
        }
        catch (Exception error)
        {
            // LoadImages leaves the path in the tag.
            return Fail(image?.Tag is { Length: > 0 } path ? $"Image '{path}': " : "Image in the row: ", error, tensor);
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
            return Fail("Image in the row: ", error, tensor);
        }
    }

    private static InvalidDataException NoImage() => new("There is no image in the row.");

    /// <summary>Makes the row a missing value, or throws the error with the image's name in front.</summary>
    private string Fail(string prefix, Exception error, Span<float> tensor)
    {
        if (options.OnError == OnImageError.MissingValue)
        {
            tensor.Fill(float.NaN);
            return error.Message.ReplaceLineEndings(" ");
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
