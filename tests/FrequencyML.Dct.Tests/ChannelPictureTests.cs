using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Dct.Tests;

public sealed class ChannelPictureTests
{
    [Test]
    public void LoadTypeface_EmbeddedFont_HasEveryCharacterOfTheLabels()
    {
        using var typeface = ChannelPicture.LoadTypeface();
        Assert.That(typeface.FamilyName, Does.Contain("DejaVu Sans Mono"), "not a font of the system");
        foreach (var character in "crop 0123456789×of channels" + string.Concat(Enum.GetNames<ColorComponent>()) + "[,]")
            Assert.That(typeface.GetGlyph(character), Is.Not.Zero, $"'{character}'");
    }

    [TestCase("6")]
    [TestCase("24")]
    [TestCase("192")]
    [TestCase("Cr63")]
    public void Render_AnySelection_DrawsALabelUnderEveryTile(string selection)
    {
        var extractor = new DctChannelExtractor(ChannelSelection.Parse(selection), new ImageGeometry(64, 64));
        using var picture = SKBitmap.Decode(ChannelPicture.Render(extractor, Image()));
        Assert.That(CountLabels(picture), Is.EqualTo(extractor.Selection.Count));
    }

    [Test]
    public void Render_NotAnImage_Throws() => Assert.That(
        () => ChannelPicture.Render(new DctChannelExtractor(ChannelSelection.Published(6), new ImageGeometry(64, 64)), "text"u8),
        Throws.TypeOf<InvalidDataException>());

    /// <summary>Counts the cells of the grid with ink under the tile; the test image has no pixel as dark as ink.</summary>
    private static int CountLabels(SKBitmap picture)
    {
        const int tile = 96, margin = 12, labelHeight = 18, photograph = 2 * tile;     // 8 blocks of 12 pixels; the photographs are two tiles wide
        var count = 0;
        for (var top = margin + tile; top + labelHeight <= picture.Height; top += tile + labelHeight + margin)
            for (var left = photograph + 2 * margin; left + tile <= picture.Width; left += tile + margin)
                if (HasInk(left, top)) count++;
        return count;

        bool HasInk(int left, int top) => (
            from y in Enumerable.Range(top, labelHeight)
            from x in Enumerable.Range(left, tile)
            select picture.GetPixel(x, y)).Any(pixel => pixel is { Red: < 0x60, Green: < 0x60, Blue: < 0x60 });
    }

    private static byte[] Image()
    {
        using var bitmap = new SKBitmap(64, 64);
        for (var y = 0; y < 64; y++)
            for (var x = 0; x < 64; x++) bitmap.SetPixel(x, y, new((byte)(130 + x), (byte)(160 + y), (byte)(230 - x)));
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
