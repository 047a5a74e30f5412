using FrequencyML.Dct.Tests;
using FrequencyML.Tests.Shared;
using FrequencyML.View.Images;
using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.View.Tests.Images;

public sealed class ImageTypeTests
{
    private static readonly TestImage Scene = TestImage.Scene(24, 16);

    [Test]
    public void Of_FileOfEachFormat_IsItsMediaType()
    {
        Assert.That(ImageType.Of(Scene.EncodeJpeg()), Is.EqualTo("image/jpeg"));
        Assert.That(ImageType.Of(EncodedFiles.ProgressiveJpeg), Is.EqualTo("image/jpeg"));
        Assert.That(ImageType.Of(Scene.EncodePng()), Is.EqualTo("image/png"));
        Assert.That(ImageType.Of(EncodedFiles.Bmp(Scene)), Is.EqualTo("image/bmp"));
        Assert.That(ImageType.Of(EncodedFiles.Gif(2, 2, new byte[384], (0, 0, 2, 2, [0, 1, 2, 3]))), Is.EqualTo("image/gif"));
        using var bitmap = Scene.ToBitmap();
        using var webp = bitmap.Encode(SKEncodedImageFormat.Webp, 80);
        Assert.That(ImageType.Of(webp.ToArray()), Is.EqualTo("image/webp"));
        foreach (var sample in Directory.GetFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories))
            Assert.That(ImageType.Of(File.ReadAllBytes(sample)), Is.EqualTo("image/jpeg"), sample);
    }

    [TestCase(12), TestCase(40), TestCase(52), TestCase(56), TestCase(64), TestCase(108), TestCase(124)]
    public void Of_BmpOfEachHeader_IsBmp(int header)
    {
        var bmp = EncodedFiles.Bmp(Scene);
        bmp[14] = (byte)header;
        Assert.That(ImageType.Of(bmp), Is.EqualTo("image/bmp"));
    }

    [TestCase(""), TestCase("\0"), TestCase("B"), TestCase("BM"), TestCase("BMW is a maker of cars.\nAnd so on."), TestCase("GIF8"), TestCase("GIF86a and so on"), TestCase("GIF, as a text")]
    [TestCase("RIFF"), TestCase("RIFF1234WAVEfmt "), TestCase("RIFF1234WEB"), TestCase("PNG"), TestCase("<!DOCTYPE html><script>alert(1)</script>"), TestCase("<html>")]
    [TestCase("<svg xmlns='http://www.w3.org/2000/svg'/>"), TestCase("<?xml version='1.0'?><svg/>"), TestCase("plain text"), TestCase("%PDF-1.7"), TestCase("root:x:0:0:root:/root:/bin/bash\n")]
    [TestCase("const a = 1;"), TestCase("\ufeff<html>"), TestCase("II*\0"), TestCase("\0\0\0\u0018ftypavif")]
    public void Of_AnythingElse_IsRefused(string text)
    {
        var file = text.StartsWith('\ufeff') ? System.Text.Encoding.UTF8.GetBytes(text) : System.Text.Encoding.Latin1.GetBytes(text);
        Assert.That(() => ImageType.Of(file), Throws.TypeOf<InvalidDataException>().With.Message.Contains("no JPEG, PNG, WebP, BMP or GIF"));
    }

    [Test]
    public void Of_AnyLengthOfAFile_IsItsTypeOrRefused()
    {
        foreach (var file in new[] { Scene.EncodeJpeg(), Scene.EncodePng(), EncodedFiles.Bmp(Scene) })
        {
            var type = ImageType.Of(file);
            for (var length = 0; length < 40; length++)
            {
                string? found = null;
                try
                {
                    found = ImageType.Of(file.AsSpan(0, length));
                }
                catch (InvalidDataException)
                {
                    // Too short to tell.
                }
                Assert.That(found, Is.Null.Or.EqualTo(type));
            }
        }
    }
}
