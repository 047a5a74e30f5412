using System.Text;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed class ChannelWeightsTests
{
    private static readonly ChannelSelection Three = ChannelSelection.Parse("Cr0,Y0,Y9");

    [Test]
    public void Flat_EverySelection_WeighsOne()
    {
        var weights = ChannelWeights.Flat(Three);
        Assert.That(weights, Is.EqualTo(new[] { 1f, 1f, 1f }));
        Assert.That(weights.Selection, Is.SameAs(Three));
        Assert.That(() => ChannelWeights.Flat(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Constructor_ListChangedAfterwards_KeepsItsOwnCopy()
    {
        float[] values = [0.5f, 0, 2];
        var weights = new ChannelWeights(Three, values);
        values[0] = 7;
        Assert.That(weights, Has.Count.EqualTo(3).And.EqualTo(new[] { 0.5f, 0, 2 }));
        Assert.That(Enumerable.Range(0, 3).Select(place => weights[place]), Is.EqualTo(weights.ToArray()));
    }

    [TestCase(new[] { 1f, 1 }, "2 weights"), TestCase(new[] { 1f, 1, 1, 1 }, "4 weights"), TestCase(new[] { 0f, 0, 0 }, "All channels")]
    [TestCase(new[] { 1f, -0.5f, 1 }, "Y0 weighs -0.5"), TestCase(new[] { 1f, 1, float.NaN }, "Y9 weighs NaN")]
    [TestCase(new[] { float.PositiveInfinity, 1, 1 }, "Cr0 weighs Infinity")]
    public void Constructor_NoWeights_ThrowsNamingTheChannel(float[] values, string part) =>
        Assert.That(() => new ChannelWeights(Three, values), Throws.ArgumentException.With.Message.Contains(part));

    [Test]
    public void Constructor_Null_Throws()
    {
        Assert.That(() => new ChannelWeights(null!, [1]), Throws.ArgumentNullException);
        Assert.That(() => new ChannelWeights(Three, null!), Throws.ArgumentNullException);
    }

    [Test]
    public void LoadGateReport_OtherOrderAndMoreChannels_TakesTheSelections()
    {
        var channels = string.Join(',', Entry("Y", 0, 0, 0.9), Entry("Y", 1, 1, 0), Entry("Cb", 0, 0, 1), Entry("Cr", 0, 0, 0.25));
        Assert.That(Load($$"""{ "gate": "soft", "images": 12, "total": { "channels": 4 }, "channels": [{{channels}}] }"""), Is.EqualTo(new[] { 0.25f, 0.9f, 0 }));
    }

    [TestCase("", "JSON"), TestCase("{", "LineNumber"), TestCase("[]", "'channels'"), TestCase("{}", "'channels'"), TestCase("""{ "channels": 3 }""", "'channels'")]
    [TestCase("""{ "channels": [3] }""", "entry 0"), TestCase("""{ "channels": [{ "component": 0, "v": 0, "u": 0, "weight": 1 }] }""", "entry 0")]
    [TestCase("""{ "channels": [{ "component": "0", "v": 0, "u": 0, "weight": 1 }] }""", "entry 0")]
    [TestCase("""{ "channels": [{ "component": "Y", "v": 8, "u": 0, "weight": 1 }] }""", "entry 0")]
    [TestCase("""{ "channels": [{ "component": "Y", "v": 0.5, "u": 0, "weight": 1 }] }""", "entry 0")]
    [TestCase("""{ "channels": [{ "component": "Y", "v": 0, "weight": 1 }] }""", "entry 0")]
    [TestCase("""{ "channels": [{ "component": "Y", "v": 1, "u": 1 }] }""", "channel Y9 has no weight")]
    [TestCase("""{ "channels": [{ "component": "Y", "v": 1, "u": 1, "weight": "1" }] }""", "channel Y9 has no weight")]
    [TestCase("""{ "channels": [{ "component": "Y", "v": 1, "u": 1, "weight": -0.1 }] }""", "channel Y9 has no weight")]
    [TestCase("""{ "channels": [{ "component": "Y", "v": 1, "u": 1, "weight": 1e400 }] }""", "channel Y9 has no weight")]
    [TestCase("""{ "channe\ud800": [] }""", "UTF-16"), TestCase("""{ "channels": [{ "component": "Y", "v": 1, "\ud800": 1, "weight": 1 }] }""", "UTF-16")]
    public void LoadGateReport_Malformed_ThrowsNamingTheFileAndWhatIsWrong(string json, string part) =>
        Assert.That(() => Load(json), Throws.TypeOf<InvalidDataException>().With.Message.Contains("gate.json' is no report").And.Message.Contains(part));

    [Test]
    public void LoadGateReport_ChannelTwice_Throws() =>
        Assert.That(() => Load($$"""{ "channels": [{{Entry("Cb", 0, 1, 1)}},{{Entry("Cb", 0, 1, 1)}}] }"""),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("Cb1 twice"));

    [Test]
    public void LoadGateReport_ChannelsMissing_ThrowsNamingOne()
    {
        Assert.That(() => Load($$"""{ "channels": [{{Entry("Y", 0, 0, 1)}},{{Entry("Cr", 0, 0, 1)}}] }"""),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("no channel Y9 of the selection").And.Message.Contains("2 channels"));
        Assert.That(() => Load($$"""{ "channels": [{{Entry("Y", 0, 0, 1)}}] }"""),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("no channel Cr0 and lacks 1 more of the selection"));
    }

    [Test]
    public void LoadGateReport_AllZero_Throws() =>
        Assert.That(() => Load($$"""{ "channels": [{{Entry("Y", 0, 0, 0)}},{{Entry("Y", 1, 1, 0)}},{{Entry("Cr", 0, 0, 0)}},{{Entry("Cb", 0, 0, 1)}}] }"""),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("Cr0"));

    [Test]
    public void LoadGateReport_NoFile_Throws()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => ChannelWeights.LoadGateReport(folder["none.json"], Three), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("none.json"));
        Assert.That(() => ChannelWeights.LoadGateReport(null!, Three), Throws.ArgumentNullException);
        Assert.That(() => ChannelWeights.LoadGateReport("x", null!), Throws.ArgumentNullException);
    }

    private static string Entry(string component, int v, int u, double weight) =>
        FormattableString.Invariant($$"""{ "component": "{{component}}", "v": {{v}}, "u": {{u}}, "share": 1, "weight": {{weight}} }""");

    private static ChannelWeights Load(string json)
    {
        using var folder = new TemporaryFolder();
        return ChannelWeights.LoadGateReport(folder.Write("gate.json", Encoding.UTF8.GetBytes(json)), Three);
    }
}
