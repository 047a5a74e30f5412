using System.Text.RegularExpressions;
using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Conformance.Tests;

/// <summary>The clauses T17 and T18 of docs/contracts.md.</summary>
public sealed partial class SelectionClauses
{
    [Test]
    public void T17_List_KeepsItsOrder() =>
        Assert.That(ChannelSelection.Parse("Cr0, Y8-10,Y0").Select(channel => channel.Index), Is.EqualTo([128, 8, 9, 10, 0]));

    [Test]
    public void T17_Low_IsZigzag() =>
        Assert.That(ChannelSelection.Parse("low:6,1,2").Select(channel => channel.Index), Is.EqualTo([0, 1, 8, 16, 9, 2, 64, 128, 129]));

    [TestCase("Y0,Y0"), TestCase(""), TestCase("25"), TestCase("Y64"), TestCase("low:0,0,0"), TestCase("low:1,2"), TestCase("Q1"), TestCase("Y3-1")]
    public void T17_Other_IsRefused(string text) => Assert.That(() => ChannelSelection.Parse(text), Throws.TypeOf<FormatException>()
        .With.Message.StartsWith($"'{text}' is not a channel selection: ")
        .And.Message.EndsWith(" Expected 6, 24, 32, 48, 64, 192, low:16,4,4 or a list such as Y0-3,Cb0,Cr0."));

    /// <summary>The rows of the document's table.</summary>
    private static IEnumerable<TestCaseData> Sets() => Row().Matches(File.ReadAllText(Repository.PathOf("docs", "contracts.md")))
        .Select(row => new TestCaseData(row.Groups[1].Value, Numbers(row.Groups[2].Value), Numbers(row.Groups[3].Value)).SetArgDisplayNames(row.Groups[1].Value));

    [TestCaseSource(nameof(Sets))]
    public void T18_Set_IsThatOfTheTable(string name, int[] luma, int[] chroma)
    {
        int[] expected = [.. Indices(0, luma), .. Indices(64, chroma), .. Indices(128, chroma)];
        Assert.That(expected, Has.Length.EqualTo(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)), "the table itself");
        Assert.That(ChannelSelection.Parse(name).Select(channel => channel.Index), Is.EqualTo(expected));
    }

    [Test]
    public void T18_Table_HasAllSets() => Assert.That(Sets().Select(set => set.Arguments[0]), Is.EqualTo(["6", "24", "32", "48", "64", "192"]));

    private static IEnumerable<int> Indices(int first, int[] widths) => widths.SelectMany((width, v) => Enumerable.Range(first + 8 * v, width));

    private static int[] Numbers(string cell) => [.. cell.Split(',').Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^\| (\d+) \| ([\d, ]+) \| ([\d, ]+) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
