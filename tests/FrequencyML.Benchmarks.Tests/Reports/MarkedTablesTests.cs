using FrequencyML.Benchmarks.Reports;
using NUnit.Framework;

namespace FrequencyML.Benchmarks.Tests.Reports;

public sealed class MarkedTablesTests
{
    private const string Page = "Before\n<!-- benchmark: jpeg -->\n| old |\n|---|\n<!-- /benchmark -->\nbetween\n<!-- benchmark: view -->\n| kept |\n<!-- /benchmark -->\nafter\n";

    private static readonly Dictionary<string, string> Tables = new() { ["jpeg"] = "| new |\n|---|\n| 1 |\n", ["unused"] = "| 2 |\n" };

    [Test]
    public void Read_MarkedTables_GivesTheirLines() =>
        Assert.That(MarkedTables.Read(Page), Is.EquivalentTo(new Dictionary<string, string> { ["jpeg"] = "| old |\n|---|\n", ["view"] = "| kept |\n" }));

    [Test]
    public void Read_WhatMarkWrites_IsTheSame() =>
        Assert.That(MarkedTables.Read(string.Join("\n", MarkedTables.Mark("a-1", ["| x |", "|---|"]))), Is.EquivalentTo(new Dictionary<string, string> { ["a-1"] = "| x |\n|---|\n" }));

    [TestCase("\n"), TestCase("\r\n")]
    public void Replace_TablesOfTheReport_ChangesNothingElse(string newLine)
    {
        var said = new List<string>();
        var replaced = MarkedTables.Replace(Page.ReplaceLineEndings(newLine), Tables, said.Add);
        Assert.That(replaced, Is.EqualTo(Page.Replace("| old |\n|---|\n", "| new |\n|---|\n| 1 |\n").ReplaceLineEndings(newLine)));
        Assert.That(said, Is.EqualTo(["The report has no table 'view'; it stays as it was."]));
    }

    [Test]
    public void Replace_Twice_IsAsOnce()
    {
        var once = MarkedTables.Replace(Page, Tables, _ => { });
        Assert.That(MarkedTables.Replace(once, Tables, _ => { }), Is.EqualTo(once));
    }

    [Test]
    public void Replace_EmptyBody_IsFilled() => Assert.That(
        MarkedTables.Replace("<!-- benchmark: jpeg -->\n<!-- /benchmark -->\n", Tables, _ => { }), Is.EqualTo("<!-- benchmark: jpeg -->\n| new |\n|---|\n| 1 |\n<!-- /benchmark -->\n"));

    [TestCase("<!-- benchmark: jpeg -->\n| a |\n", TestName = "Read_NoEnd_IsRefused")]
    [TestCase("<!-- /benchmark -->\n", TestName = "Read_NoBegin_IsRefused")]
    [TestCase("<!-- benchmark: jpeg -->\n<!-- benchmark: view -->\n<!-- /benchmark -->\n", TestName = "Read_BeginTwice_IsRefused")]
    public void Read_MarkWithoutPartner_IsRefused(string page) =>
        Assert.That(() => MarkedTables.Replace(page, Tables, _ => { }), Throws.TypeOf<InvalidDataException>().With.Message.StartsWith("A mark has no partner"));

    [Test]
    public void Read_NameTwice_IsRefused() => Assert.That(() => MarkedTables.Read(Page + Page), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("There are two tables 'jpeg'."));
}
