using FrequencyML.Benchmarks.Reports;
using NUnit.Framework;

namespace FrequencyML.Benchmarks.Tests.Reports;

public sealed class ReportFileTests
{
    private static readonly string[] Order = ["A", "B", "C"];

    [Test]
    public void Merge_NoReportYet_IsTheHeadAndTheSections() =>
        Assert.That(ReportFile.Merge("", "# Head\n", New("B", "## B\n\nb\n"), Order), Is.EqualTo("# Head\n\n## B\n\nb\n"));

    [Test]
    public void Merge_AnOldReport_KeepsOtherSectionsAndRemarks() => Assert.That(
        ReportFile.Merge("# Old\n\nold\n\n## Remarks\n\nby hand\n\n### A\n\nmore\n\n## C\n\nc\n\n## B\n\nold b\n", "# New", New("B", "## B\n\nnew b\n"), Order),
        Is.EqualTo("# New\n\n## B\n\nnew b\n\n## C\n\nc\n\n## Remarks\n\nby hand\n\n### A\n\nmore\n"));

    [Test]
    public void Merge_Again_IsTheSame()
    {
        var once = ReportFile.Merge("## Remarks\r\n\r\nx\r\n", "# Head", New("A", "## A\n"), Order);
        Assert.That(ReportFile.Merge(once, "# Head", New("A", "## A\n"), Order), Is.EqualTo(once));
    }

    [Test]
    public void Sections_HeadingInACodeBlock_IsNone() => Assert.That(ReportFile.Sections("## A\n\n```\n## B\n```\n").Keys, Is.EqualTo(["A"]));

    [Test]
    public void Sections_TitleTwice_IsRefused() =>
        Assert.That(() => ReportFile.Sections("## A\n## A\n"), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("The report has two sections 'A'."));

    private static Dictionary<string, string> New(string title, string text) => new() { [title] = text };
}
