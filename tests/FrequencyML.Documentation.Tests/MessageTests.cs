using System.IO.Enumeration;
using System.Text.RegularExpressions;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Documentation.Tests;

/// <summary>The messages that the pages quote are those of the source.</summary>
public sealed partial class MessageTests
{
    private const int MinLength = 10;

    /// <summary>Of docs/troubleshooting.md; those of docs/contracts.md are compared with what is thrown, by the conformance tests.</summary>
    private static IEnumerable<string> Quoted() =>
        Quote().Matches(File.ReadAllText(Repository.PathOf("docs", "troubleshooting.md"))).Select(match => match.Groups[1].Value);

    [Test]
    public void Page_HasEntries() => Assert.That(Quoted().Count(), Is.GreaterThan(40));

    [TestCaseSource(nameof(Quoted))]
    public void Message_OfThePage_IsInTheSource(string message)
    {
        var template = Placeholder().Replace(message, "{}");
        Assert.That(template.Split("{}").Sum(part => part.Length), Is.GreaterThan(MinLength), "a message of placeholders alone would always be there");
        Assert.That(MessageTemplates.All.Any(text => text.Contains(template, StringComparison.Ordinal) || Gives(text, template)), template);
    }

    /// <summary>Whether a text of the source becomes the message where the page has words of its own for what is put in, such as <c>Scan at byte {n}</c> for <c>{scan}</c>.</summary>
    private static bool Gives(string text, string message) =>
        text.Replace("{}", "", StringComparison.Ordinal).Length is var literal && literal > MinLength && 2 * literal > message.Length
        && FileSystemName.MatchesSimpleExpression(text.Replace("{}", "*", StringComparison.Ordinal), message, ignoreCase: false);

    [GeneratedRegex(@"^\*\*`(.+)`\*\*\r?$", RegexOptions.Multiline)]
    private static partial Regex Quote();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Placeholder();
}
