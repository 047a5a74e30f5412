using System.Buffers;
using System.Runtime.InteropServices;
using FrequencyML.Dct;
using FrequencyML.Jpeg;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace FrequencyML.ImageSharp;

/// <summary>
/// DCT channels of ImageSharp's images, from their root frame. An EXIF orientation that is still in the metadata is applied, as it is to
/// files: <c>AutoOrient</c> before it is neither needed nor wrong, since it resets the tag.
/// </summary>
public static class DctImageExtensions
{
    /// <summary>Extracts the channels of an image.</summary>
    /// <param name="image">Any image; it stays as it is.</param>
    /// <param name="extractor">Channels, geometry and limits.</param>
    /// <returns>The <see cref="DctChannelExtractor.Length"/> values <c>[C, H/8, W/8]</c>, row-major, in JPEG coefficient units.</returns>
    /// <exception cref="NotSupportedException">The image exceeds the limits, or the extractor takes coefficients only.</exception>
    public static float[] ToDctChannels(this Image<Rgb24> image, DctChannelExtractor extractor)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        var channels = new float[extractor.Length];
        image.ToDctChannels(extractor, channels);
        return channels;
    }

    /// <summary>Extracts the channels of an image into a span.</summary>
    /// <param name="image">Any image; it stays as it is.</param>
    /// <param name="extractor">Channels, geometry and limits.</param>
    /// <param name="channels">
    /// Receives <see cref="DctChannelExtractor.Length"/> values <c>[C, H/8, W/8]</c>, row-major, in JPEG coefficient units.
    /// </param>
    /// <returns>The path over pixels, with the size of the oriented image.</returns>
    /// <exception cref="ArgumentException"><paramref name="channels"/> has another length.</exception>
    /// <exception cref="NotSupportedException">The image exceeds the limits, or the extractor takes coefficients only.</exception>
    public static Extraction ToDctChannels(this Image<Rgb24> image, DctChannelExtractor extractor, Span<float> channels) =>
        Extract(image, extractor, channels, static (row, rgba) =>
        {
            for (var x = 0; x < row.Length; x++) (rgba[4 * x], rgba[4 * x + 1], rgba[4 * x + 2]) = (row[x].R, row[x].G, row[x].B);
        });

    /// <summary>Extracts the channels of an image with transparency, composed on black as it is done for files.</summary>
    /// <param name="image">Any image, its colours not premultiplied; it stays as it is.</param>
    /// <param name="extractor">Channels, geometry and limits.</param>
    /// <param name="channels">
    /// Receives <see cref="DctChannelExtractor.Length"/> values <c>[C, H/8, W/8]</c>, row-major, in JPEG coefficient units.
    /// </param>
    /// <returns>The path over pixels, with the size of the oriented image.</returns>
    /// <exception cref="ArgumentException"><paramref name="channels"/> has another length.</exception>
    /// <exception cref="NotSupportedException">The image exceeds the limits, or the extractor takes coefficients only.</exception>
    public static Extraction ToDctChannels(this Image<Rgba32> image, DctChannelExtractor extractor, Span<float> channels) =>
        Extract(image, extractor, channels, static (row, rgba) =>
        {
            MemoryMarshal.AsBytes(row).CopyTo(rgba);
            for (var i = 0; i < rgba.Length; i += 4)
                if (rgba[i + 3] is var alpha && alpha < byte.MaxValue)
                    for (var c = i; c < i + 3; c++) rgba[c] = (byte)((rgba[c] * alpha + 127) / 255);
        });

    private delegate void RowConversion<TPixel>(ReadOnlySpan<TPixel> row, Span<byte> rgba);

    private static Extraction Extract<TPixel>(
        Image<TPixel> image, DctChannelExtractor extractor, Span<float> channels, RowConversion<TPixel> convert)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(extractor);
        extractor.Limits.Check(image.Width, image.Height);
        var (width, length) = (image.Width, image.Width * image.Height * 4);
        var rgba = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            image.ProcessPixelRows(pixels =>
            {
                for (var y = 0; y < pixels.Height; y++) convert(pixels.GetRowSpan(y), rgba.AsSpan(y * width * 4, width * 4));
            });
            // Of TIFF files ImageSharp keeps the tags with the frame, where its own AutoOrient does not look.
            var orientation = Orientation(image.Metadata.ExifProfile) ?? Orientation(image.Frames.RootFrame.Metadata.ExifProfile);
            return extractor.ExtractPixels(rgba.AsSpan(0, length), width, image.Height, orientation ?? ExifOrientation.Normal, channels);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rgba);
        }
    }

    private static ExifOrientation? Orientation(ExifProfile? profile) =>
        profile is not null && profile.TryGetValue(ExifTag.Orientation, out var tag) && Enum.IsDefined((ExifOrientation)tag.Value)
            ? (ExifOrientation)tag.Value
            : null;
}
