using System.Globalization;
using FrequencyML.Dct;
using NUnit.Framework;

namespace FrequencyML.Transforms.Tests;

internal sealed class DctChannelsOptionsTests
{
    [Test]
    public void New_Defaults_AreThePapersForResNet50()
    {
        var options = new DctChannelsOptions();

        Assert.That(options.Selection, Is.EqualTo(ChannelSelection.Published(24)));
        Assert.That(options.Geometry, Is.EqualTo(new ImageGeometry(512, 448)));
        Assert.That(options.Limits, Is.EqualTo(InputLimits.Default));
        Assert.That(options.ToString(), Is.EqualTo(
            "selection=24;resize=512;crop=448;kernel=Triangle;chromaFilter=None;maxPixels=120000000;maxCoefficientBytes=536870912;maxScans=100;maxFileLength=268435456;path=Auto;lenient=False;orientation=Normal;onError=Throw"));
    }

    [Test]
    public void Parse_WhatToStringWrites_GivesEqualOptions()
    {
        foreach (var options in new[] { new DctChannelsOptions(), Rows.TinyOptions, Rows.UnusualOptions })
            Assert.That(DctChannelsOptions.Parse(options.ToString()), Is.EqualTo(options));
    }

    [Test]
    public void ToString_OtherCulture_IsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = Rows.UnusualOptions.ToString();
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NegativeSign = "~";
            culture.NumberFormat.NumberGroupSeparator = " ";
            CultureInfo.CurrentCulture = culture;

            Assert.That(Rows.UnusualOptions.ToString(), Is.EqualTo(expected));
            Assert.That(DctChannelsOptions.Parse(expected), Is.EqualTo(Rows.UnusualOptions));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Parse_SomeNames_LeavesTheOthersAtTheirDefaults()
    {
        var options = DctChannelsOptions.Parse("crop=896; resize=1024");

        Assert.That(options, Is.EqualTo(new DctChannelsOptions { Geometry = new ImageGeometry(1024, 896) }));
    }

    [TestCase("quality=3", "'quality=3' is not an option")]
    [TestCase("crop", "'crop' is not an option")]
    [TestCase("crop=8;crop=16", "Option crop is given twice")]
    [TestCase("crop=large", "Option crop=large: ")]
    [TestCase("crop=99999999999", "Option crop=99999999999: ")]
    [TestCase("kernel=1", "Option kernel=1: expected Triangle or Bilinear.")]
    [TestCase("path=2", "Option path=2: expected Auto or Pixels or Coefficients.")]
    [TestCase("lenient=1", "Option lenient=1: ")]
    [TestCase("selection=25", "Option selection=25: ")]
    [TestCase("resize=100;crop=448", "are not options of an image column")]
    public void Parse_WrongText_ThrowsNamingThePart(string text, string message) =>
        Assert.That(() => DctChannelsOptions.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains(message));

    [Test]
    public void Init_Null_Throws()
    {
        Assert.That(() => new DctChannelsOptions { Selection = null! }, Throws.ArgumentNullException);
        Assert.That(() => new DctChannelsOptions { Geometry = null! }, Throws.ArgumentNullException);
        Assert.That(() => new DctChannelsOptions { Limits = null! }, Throws.ArgumentNullException);
        Assert.That(() => new DctChannelsOptions { Decoding = null! }, Throws.ArgumentNullException);
    }
}
