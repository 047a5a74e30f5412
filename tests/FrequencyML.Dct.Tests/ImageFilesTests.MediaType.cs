using FrequencyML.Tests.Shared;
using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Dct.Tests;

public sealed partial class ImageFilesTests
{
    private static readonly TestImage Scene = TestImage.Scene(24, 16);

    [Test]
    public void MediaTypeOf_FileOfEachFormat_IsItsMediaType()
    {
        Assert.That(ImageFiles.MediaTypeOf(Scene.EncodeJpeg()), Is.EqualTo("image/jpeg"));
        Assert.That(ImageFiles.MediaTypeOf(EncodedFiles.ProgressiveJpeg), Is.EqualTo("image/jpeg"));
        Assert.That(ImageFiles.MediaTypeOf(Scene.EncodePng()), Is.EqualTo("image/png"));
        Assert.That(ImageFiles.MediaTypeOf(EncodedFiles.Bmp(Scene)), Is.EqualTo("image/bmp"));
        Assert.That(ImageFiles.MediaTypeOf(EncodedFiles.Gif(2, 2, new byte[384], (0, 0, 2, 2, [0, 1, 2, 3]))), Is.EqualTo("image/gif"));
        using var bitmap = Scene.ToBitmap();
        using var webp = bitmap.Encode(SKEncodedImageFormat.Webp, 80);
        Assert.That(ImageFiles.MediaTypeOf(webp.ToArray()), Is.EqualTo("image/webp"));
        foreach (var sample in Directory.GetFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories))
            Assert.That(ImageFiles.MediaTypeOf(File.ReadAllBytes(sample)), Is.EqualTo("image/jpeg"), sample);
    }

    [TestCase(12), TestCase(40), TestCase(52), TestCase(56), TestCase(64), TestCase(108), TestCase(124)]
    public void MediaTypeOf_BmpOfEachHeader_IsBmp(int header)
    {
        var bmp = EncodedFiles.Bmp(Scene);
        bmp[14] = (byte)header;
        Assert.That(ImageFiles.MediaTypeOf(bmp), Is.EqualTo("image/bmp"));
    }

    [TestCase(""), TestCase("\0"), TestCase("B"), TestCase("BM"), TestCase("BMW is a maker of cars.\nAnd so on."), TestCase("GIF8"), TestCase("GIF86a and so on"), TestCase("GIF, as a text")]
    [TestCase("RIFF"), TestCase("RIFF1234WAVEfmt "), TestCase("RIFF1234WEB"), TestCase("PNG"), TestCase("<!DOCTYPE html><script>alert(1)</script>"), TestCase("<html>")]
    [TestCase("<svg xmlns='http://www.w3.org/2000/svg'/>"), TestCase("<?xml version='1.0'?><svg/>"), TestCase("plain text"), TestCase("%PDF-1.7"), TestCase("root:x:0:0:root:/root:/bin/bash\n")]
    [TestCase("const a = 1;"), TestCase("\ufeff<html>"), TestCase("II*\0"), TestCase("\0\0\0\u0018ftypavif")]
    public void MediaTypeOf_AnythingElse_IsNull(string text)
    {
        var file = text.StartsWith('\ufeff') ? System.Text.Encoding.UTF8.GetBytes(text) : System.Text.Encoding.Latin1.GetBytes(text);
        Assert.That(ImageFiles.MediaTypeOf(file), Is.Null);
    }

    [Test]
    public void MediaTypeOf_AnyLengthOfAFile_IsItsTypeOrNull()
    {
        foreach (var file in new[] { Scene.EncodeJpeg(), Scene.EncodePng(), EncodedFiles.Bmp(Scene) })
        {
            var type = ImageFiles.MediaTypeOf(file);
            for (var length = 0; length < 40; length++) Assert.That(ImageFiles.MediaTypeOf(file.AsSpan(0, length)), length < 18 ? Is.Null.Or.EqualTo(type) : Is.EqualTo(type));
        }
    }
}
