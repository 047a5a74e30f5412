using FrequencyML.Jpeg;
using SkiaSharp;

namespace FrequencyML.Dct.Internal;

/// <summary>A decoded image as stored in its file: 8-bit RGBA, premultiplied (so alpha is composed on black), not yet oriented.</summary>
internal sealed class PixelImage : IDisposable
{
    private readonly byte[] rgba;
    private readonly int width, height;
    private readonly ExifOrientation orientation;

    private PixelImage(byte[] rgba, int width, int height, ExifOrientation orientation)
    {
        this.rgba = rgba;
        this.width = width;
        this.height = height;
        this.orientation = orientation;
    }

    /// <summary>The pixels, until this is disposed.</summary>
    public PixelRows Rows => new(rgba, width, height, orientation);

    /// <summary>Decodes one of the formats of <see cref="ImageFiles.MediaTypeOf"/>; of an animation the first frame. ICC profiles are ignored.</summary>
    /// <param name="file">The bytes of an image file, at least one.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="lenient">Whether rows that are missing, and left black, are no error.</param>
    /// <param name="damage">What is wrong with a damaged image that was decoded leniently; null for a sound one.</param>
    /// <exception cref="InvalidDataException">Not an image, or a damaged or truncated one.</exception>
    /// <exception cref="NotSupportedException">The image has more pixels than the limits allow.</exception>
    public static unsafe PixelImage Decode(ReadOnlySpan<byte> file, InputLimits limits, bool lenient, out string? damage)
    {
        // Before SkiaSharp sees it, which has decoders for other formats too, of raw camera files among them: less used, and less tested.
        var type = ImageFiles.MediaTypeOf(file) ?? throw NotAnImage(file, "Not an image");
        if (type == "image/png") PngFile.Check(file, limits);
        fixed (byte* start = file)
        {
            using var data = SKData.Create((nint)start, file.Length);
            using var stream = new SKMemoryStream(data);
            using var codec = SKCodec.Create(stream, out var created)
                ?? throw NotAnImage(file, created == SKCodecResult.IncompleteInput ? "The image is truncated within its header" : "Not an image");
            int width = codec.Info.Width, height = codec.Info.Height;
            limits.Check(width, height);
            var rgba = BufferPool.Pixels.Rent(checked(width * height * 4));
            try
            {
                SKCodecResult result;
                fixed (byte* pixels = rgba)
                    result = codec.GetPixels(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul), (nint)pixels);
                damage = result == SKCodecResult.Success ? null : Failure(result, codec.EncodedFormat, width, height);
                if (damage is not null && !(lenient && result is SKCodecResult.IncompleteInput or SKCodecResult.ErrorInInput)) throw new InvalidDataException(damage);
                return new PixelImage(rgba, width, height, (ExifOrientation)codec.EncodedOrigin);
            }
            catch
            {
                BufferPool.Pixels.Return(rgba);
                throw;
            }
        }
    }

    public void Dispose() => BufferPool.Pixels.Return(rgba);

    private static InvalidDataException NotAnImage(ReadOnlySpan<byte> file, string what) =>
        new($"{what}: {file.Length} bytes beginning with {Convert.ToHexString(file[..Math.Min(8, file.Length)])}; expected a JPEG, PNG, WebP, BMP or GIF file.");

    private static string Failure(SKCodecResult result, SKEncodedImageFormat format, int width, int height) => result switch
    {
        SKCodecResult.IncompleteInput => $"The {format} image of {width}x{height} pixels is truncated: its data ends too early.",
        SKCodecResult.InvalidInput => $"The {format} image of {width}x{height} pixels is truncated or damaged.",
        SKCodecResult.ErrorInInput => $"The {format} image of {width}x{height} pixels is damaged.",
        _ => $"The {format} image of {width}x{height} pixels cannot be decoded ({result}).",
    };
}
