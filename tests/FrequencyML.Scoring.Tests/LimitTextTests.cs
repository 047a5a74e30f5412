using FrequencyML.Dct;
using NUnit.Framework;

namespace FrequencyML.Scoring.Tests;

public sealed class LimitTextTests
{
    [Test]
    public void Parse_EachProperty_IsSetByItsName()
    {
        foreach (var property in typeof(InputLimits).GetProperties().Where(property => property.Name.StartsWith("Max", StringComparison.Ordinal)))
        {
            var limits = LimitText.Parse([$"{property.Name.ToLowerInvariant()}=7"]);
            Assert.That(Convert.ToInt64(property.GetValue(limits), null), Is.EqualTo(7), property.Name);
            Assert.That(LimitText.Names, Does.Contain(property.Name));
        }
        Assert.That(LimitText.Parse([]), Is.EqualTo(InputLimits.Default));
        Assert.That(LimitText.Parse(["MaxScans=1", "MaxPixels=5", "MaxScans=2"]), Is.EqualTo(new InputLimits { MaxPixels = 5, MaxScans = 2 }));
    }

    [TestCase("MaxPixel=5", "'MaxPixel=5' is no limit; expected name=number, with one of MaxPixels, ")]
    [TestCase("MaxPixels", "'MaxPixels' is no limit"), TestCase("MaxPixels=", "is no limit"), TestCase("MaxPixels=-5", "is no limit"), TestCase("MaxPixels=1e6", "is no limit")]
    [TestCase("MaxPixels=0", "MaxPixels is 0; expected 1 to 536870897."), TestCase("MaxScans=0", "MaxScans is 0; expected 1 to 2147483647."), TestCase("MaxScans=3000000000", "MaxScans is 3000000000; expected less.")]
    public void Parse_Wrong_SaysWhatIsExpected(string text, string message) => Assert.That(() => LimitText.Parse([text]), Throws.TypeOf<FormatException>().With.Message.Contains(message));
}
