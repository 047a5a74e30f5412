using System.Text.RegularExpressions;
using FrequencyML.Benchmarks.Reports;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Benchmarks.Tests;

/// <summary>What README.md and the guides say of figures is in the committed reports.</summary>
public sealed partial class CommittedPagesTests
{
    private static readonly string Folder = Repository.PathOf("docs", "benchmarks");

    private static IEnumerable<string> Reports() => Directory.EnumerateFiles(Folder, "*.md").Select(Path.GetFileName)!;

    [Test]
    public void Readme_ItsMarkedTables_AreThoseOfOneReport()
    {
        var shown = MarkedTables.Read(File.ReadAllText(Repository.PathOf("README.md")));
        Assert.That(shown.Keys, Is.SupersetOf(["jpeg", "endtoend"]));
        var reports = Reports().Select(report => MarkedTables.Read(File.ReadAllText(Path.Combine(Folder, report))));
        Assert.That(reports.Any(tables => shown.All(table => tables.TryGetValue(table.Key, out var lines) && lines == table.Value)), Is.True,
            "Rewrite them: dotnet run -c Release --project tests/FrequencyML.Benchmarks -- report --readme README.md");
    }

    [TestCaseSource(nameof(Reports))]
    public void Report_Always_IsAFullRunWhoseSectionsAreThoseOfTheBenchmarksAndRemarks(string report)
    {
        var text = File.ReadAllText(Path.Combine(Folder, report));
        Assert.That(text, Does.Not.Contain("quick run").IgnoreCase);
        Assert.That(ReportFile.Sections(text).Keys, Is.SubsetOf(Benchmark.All.Select(benchmark => benchmark.Title).Append("Remarks")));
        var processor = text.Split('\n')[0]["# Benchmarks on ".Length..].TrimEnd('\r');
        Assert.That(report, Is.EqualTo($"{Machine.Slug(processor)}.md"));
    }

    [Test]
    public void Links_ToReports_LeadToSections()
    {
        var pages = Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md").Append(Repository.PathOf("README.md"));
        var links = pages.SelectMany(page => ReportLink().Matches(File.ReadAllText(page))).ToArray();
        Assert.That(links, Is.Not.Empty);
        foreach (var link in links)
        {
            var report = Path.Combine(Folder, link.Groups["file"].Value);
            Assert.That(report, Does.Exist);
            if (link.Groups["anchor"] is { Success: true } anchor)
                Assert.That(ReportFile.Sections(File.ReadAllText(report)).Keys.Select(title => title.ToLowerInvariant().Replace(' ', '-')), Does.Contain(anchor.Value));
        }
    }

    [GeneratedRegex(@"benchmarks/(?<file>[\w.-]+\.md)(?:#(?<anchor>[\w-]+))?\)")]
    private static partial Regex ReportLink();
}
