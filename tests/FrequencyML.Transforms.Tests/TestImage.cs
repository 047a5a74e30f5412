using SkiaSharp;

namespace FrequencyML.Transforms.Tests;

/// <summary>Small image files in memory, different for different seeds.</summary>
internal static class TestImage
{
    /// <summary>A colour image with a gradient and a pattern.</summary>
    public static byte[] Color(int width, int height, int seed = 0, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg) =>
        Encode(width, height, SKColorType.Rgba8888, format,
            (x, y) => new SKColor((byte)(7 * x + 40 * seed), (byte)(5 * y + 3 * x), (byte)(x * y + 11 * seed)));

    /// <summary>An image of one component.</summary>
    public static byte[] Gray(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg) =>
        Encode(width, height, SKColorType.Gray8, format, (x, y) => Level(4 * x + 3 * y));

    /// <summary>An image of one colour, as PNG.</summary>
    public static byte[] Flat(int width, int height, SKColor color) => Encode(width, height, SKColorType.Rgba8888, SKEncodedImageFormat.Png, (_, _) => color);

    /// <summary>Vertical stripes of a period of 2 or 4 pixels.</summary>
    public static byte[] Stripes(int seed) =>
        Encode(32, 32, SKColorType.Rgba8888, SKEncodedImageFormat.Png, (x, _) => Level(x / (1 + seed % 2) % 2 == 0 ? 60 + seed : 190 - seed));

    /// <summary>A gradient without high frequencies.</summary>
    public static byte[] Smooth(int seed) =>
        Encode(32, 32, SKColorType.Rgba8888, SKEncodedImageFormat.Png, (x, y) => Level(90 + seed + x + y));

    /// <summary>
    /// 128x128 pixels of noise on a slope, with a wave of 3 cycles in 8 pixels, the basis function of frequency 6, across or down.
    /// </summary>
    public static byte[] Wave(Random random, bool down)
    {
        var (level, amplitude) = (random.Next(90, 160), 4 + 4 * random.NextDouble());
        var (slopeX, slopeY) = (random.NextDouble() - 0.5, random.NextDouble() - 0.5);
        return Encode(128, 128, SKColorType.Gray8, SKEncodedImageFormat.Png, (x, y) =>
        {
            var wave = amplitude * Math.Cos((2 * (down ? y : x) + 1) * 6 * Math.PI / 16);
            return Level((int)Math.Round(level + slopeX * (x - 64) + slopeY * (y - 64) + wave + random.Next(-8, 9)));
        });
    }

    private static SKColor Level(int value) => new((byte)value, (byte)value, (byte)value);

    private static byte[] Encode(int width, int height, SKColorType type, SKEncodedImageFormat format, Func<int, int, SKColor> color)
    {
        using var bitmap = new SKBitmap(width, height, type, SKAlphaType.Opaque);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++) bitmap.SetPixel(x, y, color(x, y));
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }
}
