using System.Reflection;
using System.Text.RegularExpressions;
using FrequencyML.Benchmarks.Reports;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Benchmarks.Tests;

public sealed partial class BenchmarkTests
{
    private static IEnumerable<string> Verbs => Benchmark.All.Select(benchmark => benchmark.Verb);

    [Test]
    public void All_EveryClassThatCanRun_IsListedOnce()
    {
        var classes = typeof(Benchmark).Assembly.GetTypes()
            .Where(type => type.GetMethod("Run", BindingFlags.Public | BindingFlags.Static, [typeof(Report), typeof(BenchmarkOptions)]) is not null);
        Assert.That(Benchmark.All.Select(benchmark => benchmark.Run.Method.DeclaringType), Is.EquivalentTo(classes));
        Assert.That(Verbs, Is.Unique);
        Assert.That(Benchmark.All.Select(benchmark => benchmark.Title), Is.Unique);
    }

    [Test]
    public void All_BuildScript_OffersThemAndTheReport()
    {
        var set = BenchmarkSet().Match(File.ReadAllText(Repository.PathOf("build.ps1"))).Value;
        Assert.That(Quoted().Matches(set).Select(value => value.Groups[1].Value), Is.EqualTo(Verbs.Prepend("report")));
    }

    [Test]
    public void Select_NoVerbs_IsAll() => Assert.That(ReportCommand.Select(null), Is.EqualTo(Benchmark.All));

    [Test]
    public void Select_SomeVerbs_IsThoseInTheOrderOfTheReport() =>
        Assert.That(ReportCommand.Select("threads, jpeg").Select(benchmark => benchmark.Verb), Is.EqualTo(["jpeg", "threads"]));

    [Test]
    public void Select_UnknownVerb_NamesItAndThoseThatAre() =>
        Assert.That(() => ReportCommand.Select("jpeg,png"), Throws.ArgumentException.With.Message.StartsWith("There is no benchmark 'png'; expected some of photographs, jpeg,"));

    [Test]
    public void PageOf_QuickRun_IsInTheWorkFolderAndNoFullReport()
    {
        BenchmarkOptions full = new() { Work = "work" }, quick = full with { Quick = true };
        Assert.That(Path.GetDirectoryName(ReportCommand.PageOf(full)), Is.EqualTo(Repository.PathOf("docs", "benchmarks")));
        Assert.That(ReportCommand.PageOf(quick), Does.StartWith("work").And.EndsWith("-quick.md"));
    }

    [Test]
    public void Write_QuickRunForAPage_IsRefused() => Assert.That(
        () => ReportCommand.Write([], new() { Quick = true }, "README.md"), Throws.ArgumentException.With.Message.Contains("full run"));

    [Test]
    public void Arguments_AllOptions_AreThoseOfTheCommandLine() => Assert.That(
        new BenchmarkOptions { Quick = true, Photographs = "p", Work = "w", Rgb = "r", RgbInt8 = "i" }.Arguments(),
        Is.EqualTo(["--photographs", "p", "--work", "w", "--rgb", "r", "--rgb-int8", "i", "--quick"]));

    [Test]
    public void Write_Always_GivesAHeadingTheCommandTheTextAndTheTables()
    {
        using var text = new StringWriter { NewLine = "\n" };
        new Benchmark("time", "Time", "How long.", (report, options) => report.Text($"{options.Pick(full: 5, quick: 1)} rounds."))
            .Write(new Report(text), new() { Quick = true });
        Assert.That($"{text}", Does.Match(
            "^## Time\n\n`dotnet run -c Release --project tests/FrequencyML.Benchmarks -- time --quick`\n\n\\*\\*A quick run.*not to be quoted.*\n\nHow long\\.\n\n1 rounds\\.\n\n" +
            "[0-9-]+, commit [0-9a-f]{9}, 0 s\\.\n$"));
    }

    [TestCase(1, new[] { 1 }), TestCase(2, new[] { 1, 2 }), TestCase(6, new[] { 1, 2, 4, 6 }), TestCase(8, new[] { 1, 2, 4, 8 })]
    public void Counts_Always_DoubleUpToTheProcessors(int processors, int[] expected) => Assert.That(ThreadsBenchmark.Counts(processors), Is.EqualTo(expected));

    [GeneratedRegex(@"\[ValidateSet\([^)]*\)\]\s*\[string\] \$Benchmark")]
    private static partial Regex BenchmarkSet();

    [GeneratedRegex("'(.*?)'")]
    private static partial Regex Quoted();
}
