using System.Buffers;
using FrequencyML.Dct.Internal;

namespace FrequencyML.Dct;

/// <summary>
/// Turns image files into DCT channels: orientation, full-range BT.601 YCbCr, resize, centre crop, blockwise orthonormal 8x8 DCT-II,
/// channel selection. Instances are immutable and may be used by any number of threads.
/// </summary>
/// <remarks>
/// All steps after decoding are linear and separable, so each axis is one precomposed banded matrix (<c>A_v . P . A_h^T</c> for a plane
/// P). Source: Xu et al., "Learning in the Frequency Domain", CVPR 2020.
/// <para>
/// A file that ends before its last pixel is an error. Damage within the compressed data is one only where the format has checksums
/// (PNG) or the decoder loses its way: SkiaSharp decodes a JPEG, WebP, BMP or GIF with changed bytes, or a JPEG cut short and closed by
/// an EOI marker, to wrong pixels without a word.
/// </para>
/// </remarks>
public sealed class DctChannelExtractor
{
    private readonly ImageLimits limits;
    private readonly ComponentChannels[] components;

    /// <summary>Creates an extractor.</summary>
    /// <param name="selection">The channels to keep, in the order of the output.</param>
    /// <param name="geometry">Resize, crop, kernel and chroma filter.</param>
    /// <param name="limits">What one image may cost; null for <see cref="ImageLimits.Default"/>.</param>
    public DctChannelExtractor(ChannelSelection selection, ImageGeometry geometry, ImageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(geometry);
        Selection = selection;
        Geometry = geometry;
        this.limits = limits ?? ImageLimits.Default;
        components = ComponentChannels.Group(selection);
    }

    /// <summary>The channels of the output, in order.</summary>
    public ChannelSelection Selection { get; }

    /// <summary>Resize, crop, kernel and chroma filter.</summary>
    public ImageGeometry Geometry { get; }

    /// <summary>The values of one tensor: <c>C * H/8 * W/8</c>.</summary>
    public int Length => Selection.Count * Geometry.CropInBlocks * Geometry.CropInBlocks;

    /// <summary>The same extractor for other channels.</summary>
    /// <param name="selection">The channels to keep, in the order of the output.</param>
    public DctChannelExtractor With(ChannelSelection selection) => new(selection, Geometry, limits);

    /// <summary>Extracts the channels of an image file.</summary>
    /// <param name="path">A JPEG, PNG, WebP, BMP or GIF file.</param>
    /// <param name="channels">Receives <see cref="Length"/> values <c>[C, H/8, W/8]</c>, row-major, in JPEG coefficient units.</param>
    /// <exception cref="ArgumentException"><paramref name="channels"/> does not have <see cref="Length"/> elements.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">Not an image, or a damaged or truncated one.</exception>
    /// <exception cref="NotSupportedException">The file or the image exceeds the limits.</exception>
    public void Extract(string path, Span<float> channels)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) throw new FileNotFoundException($"'{path}' is a folder; expected an image file.", path);
        // Opening a pipe would wait for its other end; like the files of /proc, it has no length.
        if (new FileInfo(path) is { Exists: true, Length: 0 }) throw new InvalidDataException("The file is empty, or no regular file.");
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        if (length > limits.MaxFileLength)
            throw new NotSupportedException($"The file has {length} bytes; the limit is {limits.MaxFileLength} (ImageLimits.MaxFileLength).");
        var buffer = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            int read, filled = 0;
            while (filled < length && (read = RandomAccess.Read(file, buffer.AsSpan(filled, (int)length - filled), filled)) > 0) filled += read;
            Extract(buffer.AsSpan(0, filled), channels);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Extracts the channels of an image in memory.</summary>
    /// <param name="image">The bytes of a JPEG, PNG, WebP, BMP or GIF file.</param>
    /// <param name="channels">Receives <see cref="Length"/> values <c>[C, H/8, W/8]</c>, row-major, in JPEG coefficient units.</param>
    /// <exception cref="ArgumentException"><paramref name="channels"/> does not have <see cref="Length"/> elements.</exception>
    /// <exception cref="InvalidDataException">Not an image, or a damaged or truncated one.</exception>
    /// <exception cref="NotSupportedException">The image exceeds the limits.</exception>
    public void Extract(ReadOnlySpan<byte> image, Span<float> channels)
    {
        if (channels.Length != Length)
            throw new ArgumentException($"The tensor has {Length} values; the span has {channels.Length}.", nameof(channels));
        using var pixels = PixelImage.Decode(image, limits);
        PixelOperator.Apply(pixels, Geometry, components, channels);
    }
}
