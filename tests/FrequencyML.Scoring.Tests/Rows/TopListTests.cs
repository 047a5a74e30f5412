using FrequencyML.Models;
using FrequencyML.Scoring.Rows;
using NUnit.Framework;

namespace FrequencyML.Scoring.Tests.Rows;

public sealed class TopListTests
{
    [Test]
    public void Format_Labels_AreEscaped()
    {
        ScoredLabel[] top = [new("a:b", 0.5f), new("", 1E-45f), new("c;d\\", 0)];
        Assert.That(TopList.Format(top), Is.EqualTo(@"a\:b:0.5;:1E-45;c\;d\\:0"));
        Assert.That(TopList.Parse(TopList.Format(top)), Is.EqualTo(top));
        Assert.That(TopList.Format([]), Is.Empty);
        Assert.That(TopList.Parse(""), Is.Empty);
    }

    [TestCase("a"), TestCase("a:"), TestCase("a:x"), TestCase("a:0.5;"), TestCase(";"), TestCase(":"), TestCase("a:0.5;b"), TestCase("a;b:0.5"), TestCase("a:0.5\\"), TestCase("\\")]
    [TestCase("a:0.5:0.5"), TestCase("a:1,5")]
    public void Parse_NoList_Throws(string cell) => Assert.That(() => TopList.Parse(cell), Throws.InstanceOf<FormatException>());
}
