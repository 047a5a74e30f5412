using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed class DecodingOptionsTests
{
    [Test]
    public void Default_Always_IsStrictAndAutomatic()
    {
        Assert.That((DecodingOptions.Default.Path, DecodingOptions.Default.Lenient), Is.EqualTo((DecodingPath.Auto, false)));
        Assert.That(new DecodingOptions(), Is.EqualTo(DecodingOptions.Default));
        Assert.That(new DecodingOptions { Lenient = true }, Is.Not.EqualTo(DecodingOptions.Default));
    }

    [TestCase(-1), TestCase(3)]
    public void Path_Unknown_Throws(int path) =>
        Assert.That(
            () => new DecodingOptions { Path = (DecodingPath)path },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("Auto, Pixels or Coefficients"));
}
