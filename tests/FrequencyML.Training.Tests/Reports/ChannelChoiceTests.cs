using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Reports;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Reports;

public sealed class ChannelChoiceTests
{
    private static readonly GateReport Gate = GateReport.Of(SampleRun.Gated("Cr0,Y9,Y0,Cb0", [0.9, 0.2, 1, 0.5], [0.8, 0.3, 1, 0.5]));

    [Test]
    public void Top_OfGate_IsInTheOrderOfIndices() =>
        Assert.That(ChannelChoice.Top(Gate, 3).Selection.Select(channel => channel.ToString()), Is.EqualTo(new[] { "Y0", "Cb0", "Cr0" }));

    [Test]
    public void AtLeast_Share_IncludesTheShareItself() =>
        Assert.That(ChannelChoice.AtLeast(Gate, 0.5).Selection.Select(channel => channel.ToString()), Is.EqualTo(new[] { "Y0", "Cb0", "Cr0" }));

    [TestCase(0), TestCase(5), TestCase(-1)]
    public void Top_NotOfTheGate_Throws(int count) =>
        Assert.That(() => ChannelChoice.Top(Gate, count), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("1 to 4"));

    [Test]
    public void AtLeast_NoneReachesIt_NamesTheLargestShare()
    {
        var gate = GateReport.Of(SampleRun.Gated("Y0,Y1", [0.4, 0.25], [1, 1]));
        Assert.That(() => ChannelChoice.AtLeast(gate, 0.5), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("0.4"));
        Assert.That(() => ChannelChoice.AtLeast(gate, 1.5), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("0 to 1"));
        Assert.That(() => ChannelChoice.AtLeast(gate, double.NaN), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Write_Choice_IsReadBackAndSaysWhereItIsFrom()
    {
        using var folder = new TemporaryFolder();
        var choice = ChannelChoice.Top(Gate, 2);
        choice.Write(folder["s.txt"], "my run", "validation");
        Assert.That(SelectionFile.Parse(folder["s.txt"]), Is.EqualTo(ChannelSelection.Parse("Y0,Cr0")));
        Assert.That(File.ReadAllText(folder["s.txt"]), Does.Contain("# 2 channels from the gate of the run my run").And.Contain("# Cr0 0.9000 0.8000"));
    }

    [Test]
    public void NeverKept_ChannelsOfShareZero_AreCounted()
    {
        var gate = GateReport.Of(SampleRun.Gated("Y0,Y1,Y8", [0, 1, 0], [0.2, 1, 0.1]));
        Assert.That(ChannelChoice.Top(gate, 2).NeverKept, Is.EqualTo(1));
        Assert.That(ChannelChoice.Top(gate, 2).Ranked[1].Channel.ToString(), Is.EqualTo("Y0"), "of those, the one with the larger probability");
    }

    [Test]
    public void Difference_OfPublishedSize_NamesChannels()
    {
        Assert.That(ChannelChoice.Top(Gate, 3).Difference, Is.Null);
        var published = GateReport.Of(SampleRun.Gated("Y0,Y1,Y8,Y9,Cb0,Cr0,Y2", [1, 1, 1, 1, 1, 0.3, 0.4], [1, 1, 1, 1, 1, 1, 1]));
        Assert.That(ChannelChoice.Top(published, 6).Difference, Does.Contain("1 differs: with Y2, without Cr0"));
        var same = GateReport.Of(SampleRun.Gated("6", [1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1]));
        Assert.That(ChannelChoice.AtLeast(same, 1).Difference, Does.Contain("the published selection 6"));
    }
}
