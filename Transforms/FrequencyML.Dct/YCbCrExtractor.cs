using System.Buffers;
using System.Numerics.Tensors;
using FrequencyML.Dct.Internal;
using FrequencyML.Jpeg;

namespace FrequencyML.Dct;

/// <summary>
/// Turns image files into planes of YCbCr samples: orientation, full-range BT.601, resize, centre crop. What
/// <see cref="DctChannelExtractor"/> does, without the DCT; <see cref="Dct8x8.ForwardPlane"/> adds it. Instances are immutable and may be
/// used by any number of threads.
/// </summary>
/// <remarks>
/// A JPEG file's samples come from its coefficients by the same operator, without a pixel in between: they are not rounded, and not clamped
/// to 0..255 either, unless the path over pixels is taken.
/// </remarks>
public sealed class YCbCrExtractor : ITensorExtractor
{
    // The samples of a block take the places of its frequencies, so that one operator serves both.
    private readonly DctChannelExtractor blocks;

    /// <summary>Creates an extractor.</summary>
    /// <param name="geometry">Resize, crop, kernel and chroma filter.</param>
    /// <param name="limits">What one image may cost; null for <see cref="InputLimits.Default"/>.</param>
    /// <param name="decoding">Which path images take, and what becomes of damaged ones; null for <see cref="DecodingOptions.Default"/>.</param>
    public YCbCrExtractor(ImageGeometry geometry, InputLimits? limits = null, DecodingOptions? decoding = null)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        blocks = new DctChannelExtractor(geometry, limits, decoding);
    }

    /// <summary>Resize, crop, kernel and chroma filter.</summary>
    public ImageGeometry Geometry => blocks.Geometry;

    /// <summary>The values of one image: <c>3 * crop * crop</c>.</summary>
    public int Length => blocks.Length;

    /// <summary>Extracts the planes of an image file.</summary>
    /// <param name="path">A JPEG, PNG, WebP, BMP or GIF file.</param>
    /// <param name="planes">Receives <see cref="Length"/> values <c>[component, y, x]</c>, row-major, components Y, Cb, Cr, 0..255 with
    /// neutral chroma at 128; undefined after an exception.</param>
    /// <returns>Which path was taken, and why.</returns>
    /// <exception cref="ArgumentException"><paramref name="planes"/> does not have <see cref="Length"/> elements.</exception>
    /// <exception cref="IOException">As for <see cref="DctChannelExtractor.Extract(string, Span{float})"/>, like the rest.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">Not an image, or a damaged or truncated one.</exception>
    /// <exception cref="NotSupportedException">The image exceeds the limits, or its kind is not supported.</exception>
    public Extraction Extract(string path, Span<float> planes)
    {
        var samples = Rent(planes);
        try
        {
            var extraction = blocks.Extract(path, samples.AsSpan(0, Length));
            Arrange(samples, planes);
            return extraction;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(samples);
        }
    }

    /// <summary>Extracts the planes of an image in memory.</summary>
    /// <param name="image">The bytes of a JPEG, PNG, WebP, BMP or GIF file.</param>
    /// <param name="planes">Receives <see cref="Length"/> values, as the other overload does.</param>
    /// <returns>Which path was taken, and why.</returns>
    /// <exception cref="ArgumentException"><paramref name="planes"/> does not have <see cref="Length"/> elements.</exception>
    /// <exception cref="InvalidDataException">Not an image, or a damaged or truncated one.</exception>
    /// <exception cref="NotSupportedException">The image exceeds the limits, or its kind is not supported.</exception>
    public Extraction Extract(ReadOnlySpan<byte> image, Span<float> planes)
    {
        var samples = Rent(planes);
        try
        {
            var extraction = blocks.Extract(image, samples.AsSpan(0, Length));
            Arrange(samples, planes);
            return extraction;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(samples);
        }
    }

    /// <summary>Extracts the planes of pixels in memory.</summary>
    /// <param name="rgba">4 bytes a pixel, R, G, B, A, row-major, the colours premultiplied; alpha is not read.</param>
    /// <param name="width">In pixels, as stored.</param>
    /// <param name="height">In pixels, as stored.</param>
    /// <param name="orientation">How the pixels are to be turned.</param>
    /// <param name="planes">Receives <see cref="Length"/> values, as the other overloads do.</param>
    /// <returns>That the path over pixels was taken.</returns>
    /// <exception cref="ArgumentException">A span does not have its length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or an orientation that EXIF does not have.</exception>
    /// <exception cref="NotSupportedException">The image exceeds the limits, or the path over coefficients was asked for.</exception>
    public Extraction ExtractPixels(ReadOnlySpan<byte> rgba, int width, int height, ExifOrientation orientation, Span<float> planes)
    {
        var samples = Rent(planes);
        try
        {
            var extraction = blocks.ExtractPixels(rgba, width, height, orientation, samples.AsSpan(0, Length));
            Arrange(samples, planes);
            return extraction;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(samples);
        }
    }

    private float[] Rent(Span<float> planes) => planes.Length == Length
        ? ArrayPool<float>.Shared.Rent(Length)
        : throw new ArgumentException($"The planes have {Length} values; the span has {planes.Length}.", nameof(planes));

    /// <summary>From <c>[component, y in block, x in block, block row, block column]</c> around zero to <c>[component, y, x]</c> around 128.</summary>
    private void Arrange(ReadOnlySpan<float> samples, Span<float> planes)
    {
        int side = Geometry.Crop, blockCount = Geometry.CropInBlocks;
        for (var row = 0; row < 3 * side; row++)
        {
            int component = row / side, y = row % side;
            var target = planes.Slice(row * side, side);
            for (var x = 0; x < 8; x++)
            {
                var channel = component * 64 + y % 8 * 8 + x;
                var source = samples.Slice((channel * blockCount + y / 8) * blockCount, blockCount);
                for (var block = 0; block < blockCount; block++) target[8 * block + x] = source[block];
            }
            TensorPrimitives.Add(target, 128, target);
        }
    }
}
