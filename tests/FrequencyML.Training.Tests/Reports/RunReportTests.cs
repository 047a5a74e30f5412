using System.Text.RegularExpressions;
using System.Xml.Linq;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Reports;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Reports;

public sealed class RunReportTests
{
    [Test]
    public void Write_HostileNames_AreTextAndNothingIsLoaded()
    {
        using var folder = new TemporaryFolder();
        RunReport.Write(SampleRun.Gated(), SampleRun.Predictions, folder["report.html"], name: "<b>&\"");
        var html = File.ReadAllText(folder["report.html"]);
        Assert.That(html, Does.StartWith("<!doctype html>"));
        Assert.That(html, Does.Not.Contain("<script").And.Not.Contain("<b>&").And.Not.Contain("http").And.Not.Contain("url(h").And.Not.Contain("src="));
        Assert.That(html, Does.Contain("a&lt;script&gt;").And.Contain("made &amp; up &lt;images&gt;"));
        Assert.That(Style(html), Does.Contain("prefers-color-scheme: dark").And.Contain("@media print").And.Not.Contain("&"));
    }

    [Test]
    public void ToHtml_GatedRun_IsWellFormedWithUniqueIds()
    {
        var html = RunReport.ToHtml(SampleRun.Gated(), SampleRun.Predictions, "run");
        var page = XElement.Parse(html[html.IndexOf('\n')..]);
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        Assert.That(ids, Is.Unique.And.Not.Empty);
        var clips = page.Descendants().Attributes("clip-path").Select(clip => clip.Value).ToArray();
        Assert.That(clips.Select(clip => clip["url(#".Length..^1]), Is.SubsetOf(ids));
        Assert.That(page.Descendants("svg").Count(), Is.EqualTo(4 + 1 + 1));                // curves, gate, confusion
        var empty = page.Descendants().Where(element => element.IsEmpty && !element.Ancestors("svg").Any());
        Assert.That(empty.Select(element => element.Name.LocalName), Is.All.EqualTo("meta"), "HTML reads <div/> as an open div");
        Assert.That(page.Descendants("svg").Descendants("text").Attributes("fill"), Is.Empty, "text takes its colour from the style sheet");
    }

    [Test]
    public void ToHtml_UngatedRun_HasNoGate()
    {
        var html = RunReport.ToHtml(SampleRun.Plain(epochs: 1), SampleRun.Predictions, "run");
        Assert.That(html, Does.Contain("Top-1 accuracy").And.Contain("75.0 %").And.Not.Contain("<h2>Gate</h2>").And.Not.Contain("Open channels"));
        Assert.That(html, Does.Contain("<tr class=\"changed\"><td><code>--epochs</code></td><td>1</td><td>30</td></tr>"));
        Assert.That(html, Does.Contain("<tr><td><code>--width</code></td><td>64</td><td></td></tr>"));
    }

    [Test]
    public void ToHtml_ManyClasses_LeavesTheMatrixOut()
    {
        var labels = Enumerable.Range(0, 150).Select(index => $"class {index}").ToArray();
        var html = RunReport.ToHtml(SampleRun.Plain() with { Labels = labels }, [.. labels.Select(label => new Prediction(label, label, label))], "run");
        Assert.That(html, Does.Contain("too large to print").And.Contain("No image was given a wrong class"));
    }

    [Test]
    public void Write_PredictionsOfOtherClasses_Throws()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => RunReport.Write(SampleRun.Plain(), [new("x.jpg", "cat", "cow")], folder["report.html"]),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("cow"));
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }

    [Test]
    public void WritePlots_GatedRun_LeavesPngAndSvg()
    {
        using var folder = new TemporaryFolder();
        RunReport.WritePlots(SampleRun.Gated(), SampleRun.Predictions, folder["plots"]);
        Assert.That(Directory.GetFiles(folder["plots"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { "confusion.png", "confusion.svg", "curves.png", "curves.svg", "gate.png", "gate.svg" }));
    }

    private static string Style(string html) => Regex.Match(html, "<style>(.*)</style>", RegexOptions.Singleline).Groups[1].Value;
}
