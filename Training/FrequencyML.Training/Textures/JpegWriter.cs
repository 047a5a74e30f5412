using System.Runtime.InteropServices;
using SkiaSharp;

namespace FrequencyML.Training.Textures;

/// <summary>Writes pixels as JPEG with a drawn quality and chroma subsampling.</summary>
internal static class JpegWriter
{
    private static readonly SKJpegEncoderDownsample[] Subsamplings =
    [
        SKJpegEncoderDownsample.Downsample420, SKJpegEncoderDownsample.Downsample422, SKJpegEncoderDownsample.Downsample444,
    ];

    /// <summary>Encodes an image at quality 60 to 95, with 4:2:0, 4:2:2 or 4:4:4 sampling.</summary>
    /// <param name="pixels"><c>[row, column, red-green-blue-255]</c>.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="random">Gives the quality and the sampling.</param>
    /// <exception cref="InvalidOperationException">Skia refused the image.</exception>
    public static byte[] Encode(byte[] pixels, int width, int height, TextureRandom random)
    {
        var options = new SKJpegEncoderOptions(
            random.Integer(60, 95), Subsamplings[random.Index(Subsamplings.Length)], SKJpegEncoderAlphaOption.Ignore);
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var pin = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            using var pixmap = new SKPixmap(info, pin.AddrOfPinnedObject(), info.RowBytes);
            using SKData data = pixmap.Encode(options)
                ?? throw new InvalidOperationException($"Skia could not encode a {width} x {height} image as JPEG.");
            return data.ToArray();
        }
        finally
        {
            pin.Free();
        }
    }
}
