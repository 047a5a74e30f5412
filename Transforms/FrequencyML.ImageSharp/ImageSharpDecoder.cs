using FrequencyML.Dct;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.PixelFormats;

namespace FrequencyML.ImageSharp;

/// <summary>
/// DCT channels of files in the formats that only ImageSharp decodes: TIFF, TGA, PBM and QOI. It decodes the others too, but JPEG files
/// should go to <see cref="DctChannelExtractor.Extract(string, Span{float})"/>, which takes their coefficients.
/// </summary>
public static class ImageSharpDecoder
{
    private static readonly DecoderOptions FirstFrame = new() { MaxFrames = 1 };

    /// <summary>Extracts the channels of an image file.</summary>
    /// <param name="path">A file in a format that ImageSharp decodes; of several frames or pages the first.</param>
    /// <param name="extractor">Channels, geometry and limits.</param>
    /// <param name="channels">
    /// Receives <see cref="DctChannelExtractor.Length"/> values <c>[C, H/8, W/8]</c>, row-major, in JPEG coefficient units.
    /// </param>
    /// <returns>The path over pixels, with the size of the oriented image.</returns>
    /// <exception cref="ArgumentException"><paramref name="channels"/> has another length.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">Not an image, or one that ImageSharp finds damaged.</exception>
    /// <exception cref="NotSupportedException">
    /// The file or the image exceeds the limits, ImageSharp does not decode its kind, or the extractor takes coefficients only.
    /// </exception>
    public static Extraction Extract(string path, DctChannelExtractor extractor, Span<float> channels)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        return Extract(ImageFiles.ReadAllBytes(path, extractor.Limits), extractor, channels);
    }

    /// <summary>Extracts the channels of an image file in memory.</summary>
    /// <param name="image">The bytes of a file in a format that ImageSharp decodes; of several frames or pages the first.</param>
    /// <param name="extractor">Channels, geometry and limits.</param>
    /// <param name="channels">
    /// Receives <see cref="DctChannelExtractor.Length"/> values <c>[C, H/8, W/8]</c>, row-major, in JPEG coefficient units.
    /// </param>
    /// <returns>The path over pixels, with the size of the oriented image.</returns>
    /// <exception cref="ArgumentException"><paramref name="channels"/> has another length.</exception>
    /// <exception cref="InvalidDataException">Not an image, or one that ImageSharp finds damaged.</exception>
    /// <exception cref="NotSupportedException">
    /// The image exceeds the limits, ImageSharp does not decode its kind, or the extractor takes coefficients only.
    /// </exception>
    public static Extraction Extract(ReadOnlySpan<byte> image, DctChannelExtractor extractor, Span<float> channels)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        if (image.IsEmpty) throw new InvalidDataException("The image is empty: 0 bytes.");
        try
        {
            var info = Image.Identify(FirstFrame, image);
            extractor.Limits.Check(info.Width, info.Height);          // before there are pixels
            using var decoded = Image.Load<Rgba32>(FirstFrame, image);
            return decoded.ToDctChannels(extractor, channels);
        }
        catch (ImageFormatException error)
        {
            throw new InvalidDataException($"ImageSharp cannot decode the image of {image.Length} bytes: {error.Message}", error);
        }
    }
}
