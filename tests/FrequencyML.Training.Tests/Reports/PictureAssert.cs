using System.Xml.Linq;
using FrequencyML.Training.Reports;
using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Training.Tests.Reports;

/// <summary>What holds for every picture.</summary>
internal static class PictureAssert
{
    /// <summary>The PNG decodes, is twice the picture's size and shows something; the SVG is XML with a size, and its texts are texts.</summary>
    public static void IsDrawn(Picture picture)
    {
        IsPng(picture.ToPng(), picture);
        var svg = XElement.Parse(picture.ToSvg());
        Assert.That(svg.Name.LocalName, Is.EqualTo("svg"));
        Assert.That(svg.Attribute("viewBox"), Is.Not.Null);
        Assert.That(svg.Descendants().Count(element => element.Name.LocalName == "text"), Is.GreaterThan(3));
        Assert.That(svg.Descendants().Attributes("font-family").Select(family => family.Value).Distinct(), Is.EqualTo(new[] { "sans-serif" }));
    }

    public static void IsPng(byte[] png, Picture picture)
    {
        using var bitmap = SKBitmap.Decode(png);
        Assert.That(bitmap, Is.Not.Null);
        Assert.That((bitmap.Width, bitmap.Height), Is.EqualTo(((int)Math.Ceiling(2 * picture.Width), (int)Math.Ceiling(2 * picture.Height))));
        Assert.That(bitmap.Pixels.Distinct().Take(10).Count(), Is.EqualTo(10), "a picture has text, whose edges are smooth");
        Assert.That(bitmap.Pixels.Count(pixel => pixel == SKColors.White), Is.GreaterThan(bitmap.Pixels.Length / 10));
    }

    /// <summary>Every text of a picture.</summary>
    public static string[] Texts(Picture picture) =>
        [.. XElement.Parse(picture.ToSvg()).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];
}
