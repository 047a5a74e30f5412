using System.Runtime.InteropServices;
using SkiaSharp;

namespace FrequencyML.View.Images;

/// <summary>Pixels as files that a browser shows.</summary>
internal static class RasterImage
{
    /// <summary>Encodes pixels.</summary>
    /// <param name="rgba">Bytes <c>[height, width, 4]</c>, row-major, opaque.</param>
    /// <param name="width">Columns.</param>
    /// <param name="format">PNG, which is without loss, or JPEG.</param>
    /// <param name="quality">1 to 100, of JPEG.</param>
    public static byte[] Encode(byte[] rgba, int width, SKEncodedImageFormat format, int quality = 100)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, rgba.Length / 4 / width, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
        using var file = bitmap.Encode(format, quality);
        return file.ToArray();
    }

    /// <summary>Pixels as the address of a PNG file that carries its bytes itself.</summary>
    public static string DataAddress(byte[] rgba, int width) => $"data:image/png;base64,{Convert.ToBase64String(Encode(rgba, width, SKEncodedImageFormat.Png))}";
}
