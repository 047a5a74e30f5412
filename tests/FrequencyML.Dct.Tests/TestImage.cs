using System.Runtime.InteropServices;
using SkiaSharp;

namespace FrequencyML.Dct.Tests;

/// <summary>An image whose pixels the test knows: RGB bytes <c>[Height, Width, 3]</c>, row-major.</summary>
internal sealed record TestImage(int Width, int Height, byte[] Rgb)
{
    /// <summary>Bytes without any structure.</summary>
    public static TestImage Noise(int width, int height, int seed)
    {
        var rgb = new byte[width * height * 3];
        new Random(seed).NextBytes(rgb);
        return new(width, height, rgb);
    }

    /// <summary>Only 0 and 255: the largest coefficients there are.</summary>
    public static TestImage Extremes(int width, int height, int seed)
    {
        var random = new Random(seed);
        return From(width, height, (_, _) => (Bit(), Bit(), Bit()));

        byte Bit() => (byte)(255 * random.Next(2));
    }

    /// <summary>Ramps, an edge and a disc, different in every corner and every component: no symmetry hides a wrong axis.</summary>
    public static TestImage Scene(int width, int height) => From(width, height, (y, x) =>
    {
        double across = (x + 0.5) / width, down = (y + 0.5) / height;
        var disc = (across - 0.3) * (across - 0.3) + (down - 0.2) * (down - 0.2) < 0.03;
        return ((byte)(255 * across), (byte)(disc ? 250 : 200 * down * down), (byte)(across + 0.4 * down > 0.8 ? 230 : 40 * down));
    });

    public static TestImage From(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue)> pixel)
    {
        var rgb = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                (rgb[(y * width + x) * 3], rgb[(y * width + x) * 3 + 1], rgb[(y * width + x) * 3 + 2]) = pixel(y, x);
        return new(width, height, rgb);
    }

    /// <summary>What SkiaSharp decodes, in stored order: for lossy files, whose pixels only a decoder knows.</summary>
    public static TestImage Decode(byte[] file)
    {
        using var codec = SKCodec.Create(new MemoryStream(file));
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var bitmap = new SKBitmap(info);
        if (codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success) throw new InvalidDataException("The test's own file is damaged.");
        var rgba = bitmap.GetPixelSpan().ToArray();
        return From(info.Width, info.Height, (y, x) => (rgba[Offset(y, x)], rgba[Offset(y, x) + 1], rgba[Offset(y, x) + 2]));

        int Offset(int y, int x) => (y * info.Width + x) * 4;
    }

    public (byte Red, byte Green, byte Blue) Pixel(int y, int x)
    {
        var offset = (y * Width + x) * 3;
        return (Rgb[offset], Rgb[offset + 1], Rgb[offset + 2]);
    }

    /// <summary>The image as shown, where this one is as stored.</summary>
    public TestImage Shown(int orientation)
    {
        var shown = new byte[Rgb.Length];
        int width = orientation >= 5 ? Height : Width, height = orientation >= 5 ? Width : Height;
        for (var row = 0; row < Height; row++)
            for (var column = 0; column < Width; column++)
            {
                var (y, x) = ShownPlace(orientation, height, width, row, column);
                Rgb.AsSpan((row * Width + column) * 3, 3).CopyTo(shown.AsSpan((y * width + x) * 3));
            }
        return new(width, height, shown);
    }

    /// <summary>
    /// Where a stored sample is in the image of <paramref name="height"/> x <paramref name="width"/> as shown: EXIF 2.32, 4.6.4 A, tag
    /// 0x0112 names the sides of row 0 and column 0.
    /// </summary>
    public static (int Y, int X) ShownPlace(int orientation, int height, int width, int row, int column)
    {
        var (rowZero, columnZero) = orientation switch
        {
            1 => ("top", "left"),
            2 => ("top", "right"),
            3 => ("bottom", "right"),
            4 => ("bottom", "left"),
            5 => ("left", "top"),
            6 => ("right", "top"),
            7 => ("right", "bottom"),
            8 => ("left", "bottom"),
            _ => throw new ArgumentOutOfRangeException(nameof(orientation)),
        };
        int x = 0, y = 0;
        Place(rowZero, row);
        Place(columnZero, column);
        return (y, x);

        void Place(string side, int distance) => _ = side switch
        {
            "top" => y = distance,
            "bottom" => y = height - 1 - distance,
            "left" => x = distance,
            _ => x = width - 1 - distance,
        };
    }

    public byte[] EncodePng() => PngFile.Encode(Width, Height, bitDepth: 8, PngFile.TrueColor, Rgb);

    /// <summary>A baseline JPEG by SkiaSharp, 4:2:0 unless said otherwise.</summary>
    public byte[] EncodeJpeg(int quality = 92, SKJpegEncoderDownsample downsample = SKJpegEncoderDownsample.Downsample420)
    {
        using var bitmap = ToBitmap();
        using var pixels = bitmap.PeekPixels();
        using var data = pixels.Encode(new SKJpegEncoderOptions(quality, downsample, SKJpegEncoderAlphaOption.Ignore));
        return data.ToArray();
    }

    public SKBitmap ToBitmap(SKColorSpace? colorSpace = null)
    {
        var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque, colorSpace));
        var rgba = new byte[Width * Height * 4];
        for (var i = 0; i < Width * Height; i++)
        {
            Rgb.AsSpan(i * 3, 3).CopyTo(rgba.AsSpan(i * 4));
            rgba[i * 4 + 3] = 255;
        }
        Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
        return bitmap;
    }
}
