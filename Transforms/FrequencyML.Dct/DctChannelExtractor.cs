using FrequencyML.Dct.Internal;
using FrequencyML.Jpeg;
using FrequencyML.Jpeg.Internal;

namespace FrequencyML.Dct;

/// <summary>
/// Turns image files into DCT channels: orientation, full-range BT.601 YCbCr, resize, centre crop, blockwise orthonormal 8x8 DCT-II,
/// channel selection. Instances are immutable and may be used by any number of threads.
/// </summary>
/// <remarks>
/// All steps are linear and separable, so each axis is one precomposed banded matrix: <c>A_v . P . A_h^T</c> for a plane P of samples or,
/// in a JPEG file, of quantized coefficients, which then never become pixels. Source: Xu et al., "Learning in the Frequency Domain", CVPR
/// 2020.
/// <para>
/// The scans of a Huffman-coded JPEG file are checked in full, on either path: one that is damaged or truncated is an error, unless
/// <see cref="DecodingOptions.Lenient"/> asks for what is left of it. Subsampled chroma is interpolated linearly, as libjpeg does for
/// factors 1 and 2; for 3 and 4 libjpeg repeats samples, and the two paths differ by that. Of the other formats, a file that ends before
/// its last pixel is an error; damage within the compressed data is one only where the format has checksums (PNG) or the decoder loses
/// its way.
/// </para>
/// </remarks>
public sealed partial class DctChannelExtractor : ITensorExtractor
{
    /// <summary>The scans of the standard progression (libjpeg's, of three components).</summary>
    private const int UsualScans = 10;

    private readonly DecodingOptions decoding;
    private readonly JpegReadOptions jpegOptions;
    private readonly ComponentChannels[] components;
    private readonly bool keepsSamples;

    /// <summary>Creates an extractor.</summary>
    /// <param name="selection">The channels to keep, in the order of the output.</param>
    /// <param name="geometry">Resize, crop, kernel and chroma filter.</param>
    /// <param name="limits">What one image may cost; null for <see cref="InputLimits.Default"/>.</param>
    /// <param name="decoding">Which path images take, and what becomes of damaged ones; null for <see cref="DecodingOptions.Default"/>.</param>
    public DctChannelExtractor(ChannelSelection selection, ImageGeometry geometry, InputLimits? limits = null, DecodingOptions? decoding = null)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(geometry);
        Selection = selection;
        Geometry = geometry;
        Limits = limits ?? InputLimits.Default;
        this.decoding = decoding ?? DecodingOptions.Default;
        jpegOptions = new JpegReadOptions
        {
            Lenient = this.decoding.Lenient,
            MaxPixels = Limits.MaxPixels,
            MaxCoefficientBytes = Limits.MaxCoefficientBytes,
            MaxScans = Limits.MaxScans,
        };
        components = ComponentChannels.Group(selection);
    }

    /// <summary>Creates an extractor that leaves out the DCT: channel <c>(component, v, u)</c> is sample <c>[v, u]</c> of every block, less 128.</summary>
    internal DctChannelExtractor(ImageGeometry geometry, InputLimits? limits, DecodingOptions? decoding)
        : this(ChannelSelection.All, geometry, limits, decoding) => keepsSamples = true;

    /// <summary>The channels of the output, in order.</summary>
    public ChannelSelection Selection { get; }

    /// <summary>Resize, crop, kernel and chroma filter.</summary>
    public ImageGeometry Geometry { get; }

    /// <summary>What one image may cost.</summary>
    public InputLimits Limits { get; }

    /// <summary>The values of one tensor: <c>C * H/8 * W/8</c>.</summary>
    public int Length => Selection.Count * Geometry.CropInBlocks * Geometry.CropInBlocks;

    /// <summary>The same extractor for other channels.</summary>
    /// <param name="selection">The channels to keep, in the order of the output.</param>
    public DctChannelExtractor With(ChannelSelection selection) => new(selection, Geometry, Limits, decoding);

    /// <summary>Extracts the channels of an image file.</summary>
    /// <param name="path">A JPEG, PNG, WebP, BMP or GIF file.</param>
    /// <param name="channels">Receives <see cref="Length"/> values <c>[C, H/8, W/8]</c>, row-major, in JPEG coefficient units; undefined
    /// after an exception.</param>
    /// <returns>Which path was taken, and why.</returns>
    /// <exception cref="ArgumentException"><paramref name="channels"/> does not have <see cref="Length"/> elements, or the path is empty or has a NUL.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">Not an image, or a damaged or truncated one.</exception>
    /// <exception cref="NotSupportedException">
    /// The file or the image exceeds the limits, a JPEG file is lossless, hierarchical or 12-bit or has more than 4 components, the path
    /// over coefficients was asked for and this image cannot take it, or a sound JPEG file has to become pixels and SkiaSharp cannot
    /// decode it.
    /// </exception>
    public Extraction Extract(string path, Span<float> channels)
    {
        using var file = ImageFiles.Open(path, Limits, out var length);
        var buffer = BufferPool.Files.Rent(length);
        try
        {
            return Extract(buffer.AsSpan(0, ImageFiles.Read(file, buffer.AsSpan(0, length))), channels);
        }
        finally
        {
            BufferPool.Files.Return(buffer);
        }
    }

    /// <summary>Extracts the channels of an image in memory.</summary>
    /// <param name="image">The bytes of a JPEG, PNG, WebP, BMP or GIF file.</param>
    /// <param name="channels">Receives <see cref="Length"/> values <c>[C, H/8, W/8]</c>, row-major, in JPEG coefficient units; undefined
    /// after an exception.</param>
    /// <returns>Which path was taken, and why.</returns>
    /// <exception cref="ArgumentException"><paramref name="channels"/> does not have <see cref="Length"/> elements.</exception>
    /// <exception cref="InvalidDataException">Not an image, or a damaged or truncated one.</exception>
    /// <exception cref="NotSupportedException">
    /// The image exceeds the limits, a JPEG file is lossless, hierarchical or 12-bit or has more than 4 components, the path over
    /// coefficients was asked for and this image cannot take it, or a sound JPEG file has to become pixels and SkiaSharp cannot decode
    /// it.
    /// </exception>
    public Extraction Extract(ReadOnlySpan<byte> image, Span<float> channels) => Extract(image, PlacementOf(null), channels);

    /// <summary>Extracts the channels of a window of an image in memory, scaled to the crop: an augmentation without pixels.</summary>
    /// <param name="image">The bytes of a JPEG, PNG, WebP, BMP or GIF file.</param>
    /// <param name="window">The window, in pixels of the oriented image; <see cref="ImageGeometry.Resize"/> has no part in it.</param>
    /// <param name="channels">Receives <see cref="Length"/> values as the other overload does.</param>
    /// <returns>Which path was taken, and why.</returns>
    /// <exception cref="ArgumentException"><paramref name="channels"/> does not have <see cref="Length"/> elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The window is not within the image.</exception>
    /// <exception cref="InvalidDataException">Not an image, or a damaged or truncated one.</exception>
    /// <exception cref="NotSupportedException">As for the other overload.</exception>
    public Extraction Extract(ReadOnlySpan<byte> image, ImageWindow window, Span<float> channels) =>
        Extract(image, PlacementOf(window), channels);

    private Placement PlacementOf(ImageWindow? window) => new(Geometry, window) { KeepsSamples = keepsSamples };

    private Extraction Extract(ReadOnlySpan<byte> image, in Placement placement, Span<float> channels)
    {
        CheckLength(channels);
        if (image.IsEmpty) throw new InvalidDataException("The image is empty: 0 bytes.");
        if (!JpegHeader.IsJpeg(image)) return ExtractDecoded(image, placement, channels, "it is not a JPEG file", null);
        string? reason, damage = null;
        var hasEnd = true;
        bool isArithmetic;
        // Given back before pixels are decoded: coefficients of the same image may be as large.
        using (var jpeg = JpegWorkspace.Rent())
        {
            var header = jpeg.Image.Open(image);
            Limits.Check(header.Width, header.Height);
            if (header.Unsupported is not null && !IsArithmeticAlone(header)) throw new NotSupportedException(header.Unsupported);
            reason = WhyPixels(header);
            if (reason is null && decoding.Path == DecodingPath.Pixels) reason = "that was asked for";
            if (reason is null)
            {
                var (width, height) = header.Orientation.Transposes() ? (header.Height, header.Width) : (header.Width, header.Height);
                if (placement.Window is { } window) ImageWindow.Check(window, width, height);
                ExtractCoefficients(jpeg, image, placement, channels);
                return new(DecodingPath.Coefficients, null, jpeg.Image.Damage?.Message, width, height);
            }
            isArithmetic = header.IsArithmetic;
            var scans = jpeg.Image.CountScans(image, out var interleaved);
            if (scans > Limits.MaxScans) throw new NotSupportedException($"The file has {scans} scans; the limit is {Limits.MaxScans} ({nameof(InputLimits.MaxScans)}).");
            if (isArithmetic) CheckArithmetic(header, scans, interleaved);
            else
            {
                // SkiaSharp decodes damaged scans without a word: their coefficients are read to find that out, and dropped.
                var nothing = default(Discard);
                jpeg.Image.ReadScans(image, jpegOptions, ref nothing);
                (damage, hasEnd) = (jpeg.Image.Damage?.Message, jpeg.Image.HasEnd);
            }
        }
        if (isArithmetic) return ExtractDecoded(image, placement, channels, reason, null);
        try
        {
            // And it gives up on files without EOI, on sound ones too: whether they lack anything else has just been found out.
            return hasEnd
                ? ExtractDecoded(image, placement, channels, reason, damage)
                : ExtractDecodedWithEnd(image, placement, channels, reason, damage);
        }
        catch (InvalidDataException error) when (damage is null)
        {
            throw new NotSupportedException(
                $"The JPEG file is sound, but SkiaSharp cannot decode its pixels, which are needed because {reason}.", error);
        }
    }

    /// <summary>Checks what is not read here against the limits: arithmetic decoding goes through every pixel in every scan, even where that has no bytes left.</summary>
    private void CheckArithmetic(in JpegHeader header, int scans, int interleaved)
    {
        if ((long)header.Width * header.Height > UsualScans * Limits.MaxPixels / scans)
            throw new NotSupportedException(
                $"The arithmetic-coded image has {header.Width}x{header.Height} pixels in {scans} scans; the limit is {UsualScans} times {Limits.MaxPixels} in all ({nameof(InputLimits.MaxPixels)}).");
        if (header.Process == JpegProcess.Sequential && interleaved == header.ComponentCount) return;   // decoded row by row
        long bytes = 0;
        for (var i = 0; i < header.ComponentCount; i++) bytes += 128L * header[i].WidthInBlocks * header[i].HeightInBlocks;
        if (bytes > Limits.MaxCoefficientBytes)
            throw new NotSupportedException($"The coefficients take {bytes} bytes; the limit is {Limits.MaxCoefficientBytes} ({nameof(InputLimits.MaxCoefficientBytes)}).");
    }

    /// <summary>Whether arithmetic coding is all that keeps coefficients from being read: SkiaSharp decodes such files.</summary>
    private static bool IsArithmeticAlone(in JpegHeader header) =>
        header is { IsArithmetic: true, Process: JpegProcess.Sequential or JpegProcess.Progressive, Precision: 8 };

    /// <summary>Why a JPEG file has to become pixels first; null if it has not.</summary>
    private static string? WhyPixels(in JpegHeader header) => header switch
    {
        { IsArithmetic: true } => "it is arithmetic-coded",
        { ColorModel: JpegColorModel.Gray or JpegColorModel.YCbCr } => null,
        { ColorModel: JpegColorModel.Unknown } => $"its {header.ComponentCount} components have no known meaning",
        _ => $"its components are {header.ColorModel.ToString().ToUpperInvariant()}",
    };

    private unsafe void ExtractCoefficients(JpegWorkspace jpeg, ReadOnlySpan<byte> image, in Placement placement, Span<float> channels)
    {
        fixed (float* target = channels)
        {
            var consumer = jpeg.Operator;
            consumer.Prepare(components, placement, target);
            jpeg.Image.ReadScans(image, jpegOptions, ref consumer);
        }
    }

    /// <summary>Extracts from the pixels of a JPEG file with EOI appended.</summary>
    private Extraction ExtractDecodedWithEnd(ReadOnlySpan<byte> jpeg, in Placement placement, Span<float> channels, string reason, string? damage)
    {
        var ended = BufferPool.Files.Rent(jpeg.Length + 2);
        try
        {
            jpeg.CopyTo(ended);
            (ended[jpeg.Length], ended[jpeg.Length + 1]) = (0xFF, Marker.Eoi);
            return ExtractDecoded(ended.AsSpan(0, jpeg.Length + 2), placement, channels, reason, damage);
        }
        finally
        {
            BufferPool.Files.Return(ended);
        }
    }

    private Extraction ExtractDecoded(ReadOnlySpan<byte> image, in Placement placement, Span<float> channels, string reason, string? damage)
    {
        CheckPathAllowsPixels(reason);
        using var pixels = PixelImage.Decode(image, Limits, decoding.Lenient, out var pixelDamage);
        return Apply(pixels.Rows, placement, channels, reason, damage ?? pixelDamage);
    }
}
