using FrequencyML.Scoring.Rows;
using NUnit.Framework;

namespace FrequencyML.Scoring.Tests.Rows;

public sealed class SpreadsheetTextTests
{
    [TestCase("", "")]
    [TestCase("a=1", "a=1")]
    [TestCase(" =1", " =1")]
    [TestCase("=1", "'=1")]
    [TestCase("+1", "'+1")]
    [TestCase("-1", "'-1")]
    [TestCase("@a", "'@a")]
    [TestCase("＝1", "'＝1")]
    [TestCase("\ta", "'\ta")]
    [TestCase("\ra", "'\ra")]
    [TestCase("\na", "'\na")]
    [TestCase("'a", "''a")]
    [TestCase("'=1", "''=1")]
    public void Protect_FirstCharacter_DecidesAndCanBeUndone(string text, string cell)
    {
        Assert.That(SpreadsheetText.Protect(text), Is.EqualTo(cell));
        Assert.That(SpreadsheetText.Restore(cell), Is.EqualTo(text));
    }
}
