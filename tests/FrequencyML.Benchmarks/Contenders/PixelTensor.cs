using SkiaSharp;

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>A network's input of pixels, <c>[red-green-blue, row, column]</c>, filled from a decoded image.</summary>
internal sealed class PixelTensor
{
    /// <summary>Rows and columns.</summary>
    public const int Side = 224;

    private readonly float[] values = new float[3 * Side * Side];

    /// <summary>Resizes an image of four bytes a pixel and copies its colours; returns the last value.</summary>
    public float Fill(SKBitmap image)
    {
        using var resized = image.Resize(new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Premul), SKFilterQuality.Medium);
        var pixels = resized.GetPixelSpan();
        var red = values.AsSpan(0, Side * Side);
        var green = values.AsSpan(Side * Side, Side * Side);
        var blue = values.AsSpan(2 * Side * Side);
        for (var i = 0; i < red.Length; i++)
        {
            red[i] = pixels[4 * i];
            green[i] = pixels[4 * i + 1];
            blue[i] = pixels[4 * i + 2];
        }
        return values[^1];
    }
}
