using System.Text.Json;
using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Data;
using FrequencyML.Training.Reports;
using NUnit.Framework;
using Spectre.Console;

namespace FrequencyML.Training.Tests.Reports;

public sealed class GateReportTests
{
    [Test]
    public void Write_Gate_LeavesEveryChannelAndTotals()
    {
        using var folder = new TemporaryFolder();
        GateReport.Of(SampleRun.Gated("Y0,Y8,Cb9", [1, 0.5, 0.25], [0.9, 0.6, 0.3])).Write(folder.Path);
        var json = JsonDocument.Parse(File.ReadAllText(folder["gate.json"])).RootElement;
        Assert.That(json.GetProperty("gate").GetString(), Is.EqualTo("hard"));
        Assert.That(json.GetProperty("images").GetInt32(), Is.EqualTo(12));
        var channels = json.GetProperty("channels").EnumerateArray().Select(channel => (
            channel.GetProperty("component").GetString(), channel.GetProperty("v").GetInt32(), channel.GetProperty("u").GetInt32(),
            channel.GetProperty("share").GetDouble(), channel.GetProperty("weight").GetDouble()));
        Assert.That(channels, Is.EqualTo(new[] { ("Y", 0, 0, 1, 0.9), ("Y", 1, 0, 0.5, 0.6), ("Cb", 1, 1, 0.25, 0.3) }));
        var components = json.GetProperty("components").EnumerateArray()
            .Select(total => (total.GetProperty("component").GetString(), total.GetProperty("open").GetDouble()));
        Assert.That(components, Is.EqualTo(new[] { ("Y", 1.5), ("Cb", 0.25) }));
        var bands = json.GetProperty("bands").EnumerateArray().Select(total => (total.GetProperty("band").GetInt32(), total.GetProperty("share").GetDouble()));
        Assert.That(bands, Is.EqualTo(new[] { (0, 1.0), (1, 0.5), (2, 0.25) }));
        Assert.That(json.GetProperty("total").GetProperty("open").GetDouble(), Is.EqualTo(1.75));
        Assert.That(File.Exists(folder["gate.png"]) && File.Exists(folder["gate.svg"]));
    }

    [Test]
    public void Write_Gate_IsWhatChannelWeightsLoads()
    {
        using var folder = new TemporaryFolder();
        GateReport.Of(SampleRun.Gated("Y0,Y8,Cb9", [1, 0.5, 0.25], [0.9, 0.6, 0.3])).Write(folder.Path);
        Assert.That(ChannelWeights.LoadGateReport(folder["gate.json"], ChannelSelection.Parse("Cb9,Y0")), Is.EqualTo(new[] { 0.3f, 0.9f }));
    }

    [Test]
    public void Ranking_Ties_GoByWeightThenZigzagThenComponent()
    {
        // Y1 and Y8 are the 2nd and 3rd of the zigzag sequence: natural and zigzag order agree; Y2 is its 6th, Y16 its 4th.
        var gate = GateReport.Of(SampleRun.Gated("Y2,Cr0,Y16,Cb0,Y9,Y1", [0.5, 0.5, 0.5, 0.5, 0.5, 0.9], [0.6, 0.6, 0.6, 0.6, 0.7, 0.1]));
        Assert.That(gate.Ranking.Select(kept => kept.Channel.ToString()), Is.EqualTo(new[] { "Y1", "Y9", "Cb0", "Cr0", "Y16", "Y2" }));
    }

    [Test]
    public void Of_Measured_TakesTheNewStatistics()
    {
        var measured = new Predictions(new LabelledImages("", SampleRun.Labels, []), [0, 1, 2, 0, 1], new GateStatistics([0.2, 0.4], [0.3, 0.5], 2, false));
        var gate = GateReport.Of(SampleRun.Gated("Y0,Y1", [1, 1], [1, 1]), measured);
        Assert.That(gate.Images, Is.EqualTo(5));
        Assert.That(gate.Channels.Select(kept => kept.Share), Is.EqualTo(new[] { 0.2, 0.4 }));
    }

    [Test]
    public void Of_NoGateOrOtherChannels_Throws()
    {
        Assert.That(() => GateReport.Of(SampleRun.Plain()), Throws.TypeOf<InvalidDataException>().With.Message.Contains("--gate"));
        Assert.That(() => GateReport.Of(SampleRun.Gated("Y0,Y1", [1], [1])), Throws.TypeOf<InvalidDataException>().With.Message.Contains("2 channels"));
    }

    [TestCase(0, "0"), TestCase(0.001, "<1"), TestCase(0.005, "1"), TestCase(0.5, "50"), TestCase(0.994, "99"), TestCase(0.999, ">99"), TestCase(1, "100")]
    public void Percent_Share_IsExactAtTheEnds(double share, string text) => Assert.That(GateHeatmap.Percent(share), Is.EqualTo(text));

    [Test]
    public void Heatmap_HardGate_ShowsEverySharePerChannel()
    {
        var picture = GateHeatmap.Of(GateReport.Of(SampleRun.Gated("Y0,Y8,Cb9", [1, 0.5, 0.25], [0.9, 0.6, 0.3])));
        PictureAssert.IsDrawn(picture);
        Assert.That(PictureAssert.Texts(picture), Does.Contain("100").And.Contain("50").And.Contain("25").And.Contain("none selected").And.Not.Contain("90"));
    }

    [Test]
    public void Heatmap_SoftGate_ShowsWeights()
    {
        var picture = GateHeatmap.Of(GateReport.Of(SampleRun.Gated("Y0,Y8", [1, 1], [0.91, 0.62], isSoft: true)));
        PictureAssert.IsDrawn(picture);
        Assert.That(PictureAssert.Texts(picture), Does.Contain("91").And.Contain("62"));
    }

    [Test]
    public void Print_NoTerminal_IsPlainText()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        GateTable.Print(GateReport.Of(SampleRun.Gated()), console);
        Assert.That(text.ToString(), Does.Contain("v=0").And.Contain("100").And.Contain("v+u=14").And.Not.Contain("\u001b"));
        Assert.That(text.ToString().Split('\n').Max(line => line.Length), Is.LessThanOrEqualTo(80));
    }

    [Test]
    public void ZigzagIndex_OfFirstChannels_IsThatOfTheStandard()
    {
        var indices = new[] { (0, 0), (0, 1), (1, 0), (2, 0), (1, 1), (0, 2), (7, 7) }
            .Select(place => new KeptChannel(new DctChannel(ColorComponent.Cr, place.Item1, place.Item2), 0, 0).ZigzagIndex);
        Assert.That(indices, Is.EqualTo(new[] { 0, 1, 2, 3, 4, 5, 63 }));                // T.81, figure 5
    }
}
