using FrequencyML.Dct.Internal;
using Microsoft.ML.Data;

namespace FrequencyML.Transforms.Internal;

/// <summary>The pixels of an <c>MLImage</c> as 4 bytes R, G, B, A each: its own, or a pooled copy where it has them in another order.</summary>
internal readonly ref struct RgbaPixels
{
    private readonly byte[]? pooled;

    private RgbaPixels(ReadOnlySpan<byte> span, byte[]? pooled)
    {
        Span = span;
        this.pooled = pooled;
    }

    public ReadOnlySpan<byte> Span { get; }

    /// <exception cref="NotSupportedException">The image has neither R, G, B, A nor B, G, R, A.</exception>
    public static RgbaPixels Of(MLImage image)
    {
        var pixels = image.Pixels;
        switch (image.PixelFormat)
        {
            case MLPixelFormat.Rgba32: return new(pixels, null);
            case MLPixelFormat.Bgra32: break;
            case var other: throw new NotSupportedException($"Its pixels are {other}; expected Rgba32 or Bgra32.");
        }
        var rgba = BufferPool.Pixels.Rent(pixels.Length);
        for (var i = 0; i < pixels.Length; i += 4) (rgba[i], rgba[i + 1], rgba[i + 2], rgba[i + 3]) = (pixels[i + 2], pixels[i + 1], pixels[i], pixels[i + 3]);
        return new(rgba.AsSpan(0, pixels.Length), rgba);
    }

    public void Dispose()
    {
        if (pooled is not null) BufferPool.Pixels.Return(pooled);
    }
}
