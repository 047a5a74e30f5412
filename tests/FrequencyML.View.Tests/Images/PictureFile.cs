using SkiaSharp;

namespace FrequencyML.View.Tests.Images;

/// <summary>What SkiaSharp, which is independent of the coefficient path, sees in a file.</summary>
internal static class PictureFile
{
    /// <summary>The pixels of a file as stored, RGBA bytes <c>[height, width, 4]</c>.</summary>
    public static (int Width, int Height, byte[] Rgba) Decode(byte[] file)
    {
        using var codec = SKCodec.Create(new MemoryStream(file)) ?? throw new InvalidDataException("It is no image.");
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var bitmap = new SKBitmap(info);
        if (codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success) throw new InvalidDataException("It is damaged.");
        return (info.Width, info.Height, bitmap.GetPixelSpan().ToArray());
    }

    /// <summary>The pixels of a PNG file in a data address.</summary>
    public static (int Width, int Height, byte[] Rgba) DecodeAddress(string address)
    {
        const string start = "data:image/png;base64,";
        return address.StartsWith(start, StringComparison.Ordinal) ? Decode(Convert.FromBase64String(address[start.Length..])) : throw new InvalidDataException(address[..20]);
    }

    /// <summary>
    /// The centre square of an image, each pixel the mean of the area of the source that it covers: <c>[side, side, 3]</c>. The centre is that of ImageGeometry, in whole
    /// pixels of the result: the long side is rounded down and half of what is too much is rounded to even, up to a pixel from the exact one.
    /// </summary>
    public static double[] CentreSquare((int Width, int Height, byte[] Rgba) image, int side)
    {
        var square = Math.Min(image.Width, image.Height);
        var (left, scaleX) = Along(image.Width);
        var (top, scaleY) = Along(image.Height);
        var result = new double[side * side * 3];
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                var sum = new double[3];
                foreach (var (row, rowWeight) in Covered(top + y * scaleY, scaleY))
                    foreach (var (column, columnWeight) in Covered(left + x * scaleX, scaleX))
                        for (var channel = 0; channel < 3; channel++) sum[channel] += rowWeight * columnWeight * image.Rgba[(row * image.Width + column) * 4 + channel];
                for (var channel = 0; channel < 3; channel++) result[(y * side + x) * 3 + channel] = sum[channel];
            }
        return result;

        (double Start, double Scale) Along(int length)
        {
            var resized = length * side / square;
            var scale = (double)length / resized;
            return (Math.Round((resized - side) / 2.0, MidpointRounding.ToEven) * scale, scale);
        }
    }

    /// <summary>The mean absolute difference of each of R, G and B between <c>[side, side, 3]</c> and RGBA bytes.</summary>
    public static double[] Difference(double[] expected, byte[] rgba)
    {
        var sums = new double[3];
        for (var i = 0; i < expected.Length; i++) sums[i % 3] += Math.Abs(expected[i] - rgba[i / 3 * 4 + i % 3]);
        return [.. sums.Select(sum => sum / (expected.Length / 3))];
    }

    private static IEnumerable<(int Sample, double Weight)> Covered(double start, double length)
    {
        for (var sample = (int)Math.Floor(start); sample < start + length - 1e-6; sample++)
            yield return (sample, (Math.Min(sample + 1, start + length) - Math.Max(sample, start)) / length);
    }
}
