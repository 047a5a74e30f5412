using System.Globalization;
using System.Reflection;
using SkiaSharp;

namespace FrequencyML.Dct;

/// <summary>
/// Draws channels to look at: the crop, the crop rebuilt from the selected channels alone, and every channel as a labelled tile. Luma DC
/// is gray; all else is blue below zero, white at zero, red above, with the channel's own scale.
/// </summary>
public static class ChannelPicture
{
    private const int Margin = 12, LabelHeight = 18, MinTileSide = 96, FontSize = 12;
    private static readonly SKColor Background = new(0xF6, 0xF6, 0xF4), Ink = new(0x20, 0x20, 0x24);

    /// <summary>Draws the channels of an image.</summary>
    /// <param name="extractor">Selection and geometry.</param>
    /// <param name="image">The bytes of an image file.</param>
    /// <returns>The bytes of a PNG file.</returns>
    /// <exception cref="InvalidDataException">Not an image, or a damaged or truncated one.</exception>
    /// <exception cref="NotSupportedException">The image exceeds the extractor's limits, or the picture would be too large to
    /// draw.</exception>
    public static byte[] Render(DctChannelExtractor extractor, ReadOnlySpan<byte> image)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        int side = extractor.Geometry.CropInBlocks, count = extractor.Selection.Count;
        var channels = new float[extractor.Length];
        extractor.Extract(image, channels);
        var complete = new float[DctChannel.Total * side * side];
        extractor.With(ChannelSelection.All).Extract(image, complete);

        var zoom = Math.Max(1, (MinTileSide + side - 1) / side);
        int tile = side * zoom, cellWidth = tile + Margin, cellHeight = tile + LabelHeight + Margin;
        var columns = (int)Math.Ceiling(Math.Sqrt(count * 1.5));
        int rows = (count + columns - 1) / columns, photograph = Math.Max(2 * tile, Math.Min(8 * side, rows * cellHeight / 2 - LabelHeight - Margin));
        var gridLeft = photograph + 2 * Margin;
        var height = Math.Max(rows * cellHeight, 2 * (photograph + LabelHeight + Margin)) + Margin;

        var width = gridLeft + columns * cellWidth;
        using var surface = SKSurface.Create(new SKImageInfo(width, height)) ?? throw new NotSupportedException(
            $"A picture of {count} channels of {side}x{side} blocks has {width}x{height} pixels, more than can be drawn; take fewer channels or a smaller crop.");
        using var typeface = LoadTypeface();
        using var text = new SKPaint { Typeface = typeface, TextSize = FontSize, Color = Ink, IsAntialias = true };
        var canvas = surface.Canvas;
        canvas.Clear(Background);
        Draw(ChannelImage.Rebuild(complete, ChannelSelection.All, side), 8 * side, Margin, Margin, photograph, SKFilterQuality.High,
            string.Create(CultureInfo.InvariantCulture, $"crop {8 * side}×{8 * side}"));
        Draw(ChannelImage.Rebuild(channels, extractor.Selection, side), 8 * side, Margin, 2 * Margin + photograph + LabelHeight, photograph,
            SKFilterQuality.High, $"{count} of {DctChannel.Total} channels");
        for (var place = 0; place < count; place++)
        {
            var channel = extractor.Selection[place];
            Draw(ChannelImage.Colorize(channels.AsSpan(place * side * side, side * side), channel), side,
                gridLeft + place % columns * cellWidth, Margin + place / columns * cellHeight, tile, SKFilterQuality.None,
                string.Create(CultureInfo.InvariantCulture, $"{channel.Component}[{channel.V},{channel.U}]"));
        }
        using var snapshot = surface.Snapshot();
        using var png = snapshot.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();

        void Draw(byte[] rgba, int size, int left, int top, int shown, SKFilterQuality quality, string label)
        {
            using var bitmap = new SKBitmap(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Opaque));
            System.Runtime.InteropServices.Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
            using var paint = new SKPaint { FilterQuality = quality };
            canvas.DrawBitmap(bitmap, SKRect.Create(left, top, shown, shown), paint);
            canvas.DrawText(label, left, top + shown + FontSize + 1, text);
        }
    }

    /// <summary>The embedded font, so that labels draw on a machine without any.</summary>
    internal static SKTypeface LoadTypeface()
    {
        using var font = Assembly.GetExecutingAssembly().GetManifestResourceStream("FrequencyMLMono.ttf")!;
        return SKTypeface.FromStream(font);
    }
}
