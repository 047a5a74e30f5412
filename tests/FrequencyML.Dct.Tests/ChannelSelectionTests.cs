using System.Text;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests;

public sealed class ChannelSelectionTests
{
    // v * 8 + u in natural order, as the released models of "Learning in the Frequency Domain" index their channels.
    private static readonly object[] PublishedSets =
    [
        new object[] { 6, new[] { 0, 1, 8, 9 }, new[] { 0 } },
        new object[] { 24, new[] { 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27 }, new[] { 0, 1, 8, 9 } },
        new object[]
        {
            32,
            new[] { 0, 1, 2, 3, 4, 8, 9, 10, 11, 12, 16, 17, 18, 19, 20, 24, 25, 26, 27, 32, 33, 34 },
            new[] { 0, 1, 2, 8, 9 },
        },
        new object[]
        {
            48,
            new[]
            {
                0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20, 21, 24, 25, 26, 27, 28, 29, 32, 33, 34, 35, 40, 41, 42, 43,
            },
            new[] { 0, 1, 2, 8, 9, 10, 16, 17 },
        },
        new object[]
        {
            64,
            new[]
            {
                0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 24, 25, 26, 27, 28, 29, 32, 33, 34, 35, 36, 37,
                40, 41, 42, 43, 44, 45, 48, 49, 50, 51, 52, 53,
            },
            new[] { 0, 1, 2, 8, 9, 10, 16, 17, 24, 25 },
        },
        new object[] { 192, Enumerable.Range(0, 64).ToArray(), Enumerable.Range(0, 64).ToArray() },
    ];

    [TestCaseSource(nameof(PublishedSets))]
    public void Published_EachSize_EqualsTheReleasedTable(int count, int[] luma, int[] chroma)
    {
        var expected = luma.Concat(chroma.Select(index => 64 + index)).Concat(chroma.Select(index => 128 + index));
        var selection = ChannelSelection.Published(count);
        Assert.That(selection.Select(channel => channel.Index), Is.EqualTo(expected));
        Assert.That(selection, Has.Count.EqualTo(count));
        Assert.That(selection.ToString(), Is.EqualTo($"{count}"));
        Assert.That(ChannelSelection.Parse($" {count} "), Is.EqualTo(selection));
    }

    [TestCase(0), TestCase(-24), TestCase(25), TestCase(191)]
    public void Published_OtherSize_Throws(int count) =>
        Assert.That(() => ChannelSelection.Published(count),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("6, 24, 32, 48, 64 or 192"));

    [Test]
    public void Parse_TextLongerThanAnySelection_IsRefusedWithoutRepeatingIt() =>
        Assert.That(() => ChannelSelection.Parse(string.Join(',', Enumerable.Repeat("Y0-63", 3000))), Throws.TypeOf<FormatException>().With.Message.EqualTo("A channel selection has at most 16384 characters; this text has 17999."));

    [Test]
    public void All_Always_HoldsEveryChannelInOrder() =>
        Assert.That(ChannelSelection.All.Select(channel => channel.Index), Is.EqualTo(Enumerable.Range(0, 192)));

    [Test]
    public void LowFrequency_16_4_4_IsTheBeginningOfTheZigzagSequence()
    {
        int[] luma = [0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5]; // T.81 figure 5
        int[] expected = [.. luma, 64, 65, 72, 80, 128, 129, 136, 144];
        Assert.That(ChannelSelection.LowFrequency(16, 4, 4).Select(channel => channel.Index), Is.EqualTo(expected));
        Assert.That(ChannelSelection.Parse("low:16,4,4"), Is.EqualTo(ChannelSelection.LowFrequency(16, 4, 4)));
        Assert.That(ChannelSelection.Parse(" LOW: 16, 4 ,4"), Is.EqualTo(ChannelSelection.LowFrequency(16, 4, 4)));
    }

    [Test]
    public void LowFrequency_AnyCounts_GivesThatManyOfEach()
    {
        foreach (var (y, cb, cr) in new[] { (64, 64, 64), (1, 0, 0), (0, 0, 1), (0, 64, 3) })
        {
            var selection = ChannelSelection.LowFrequency(y, cb, cr);
            foreach (var (component, count) in new[] { (ColorComponent.Y, y), (ColorComponent.Cb, cb), (ColorComponent.Cr, cr) })
                Assert.That(selection.Count(channel => channel.Component == component), Is.EqualTo(count));
        }
    }

    [TestCase(-1, 4, 4, "y", -1), TestCase(65, 4, 4, "y", 65), TestCase(16, -2, 4, "cb", -2), TestCase(16, 4, 66, "cr", 66)]
    public void LowFrequency_CountOutsideRange_ThrowsNamingTheParameter(int y, int cb, int cr, string parameter, int count) =>
        Assert.That(() => ChannelSelection.LowFrequency(y, cb, cr),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(parameter).And.Message.Contains($"{count}"));

    [Test]
    public void Constructor_Empty_Throws()
    {
        Assert.That(() => new ChannelSelection([]), Throws.ArgumentException);
        Assert.That(() => ChannelSelection.LowFrequency(0, 0, 0), Throws.ArgumentException);
        Assert.That(() => new ChannelSelection(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Constructor_Duplicate_ThrowsNamingTheChannel() =>
        Assert.That(() => new ChannelSelection([new(3), new(70), new(5), new(70)]), Throws.ArgumentException.With.Message.Contains("Cb6"));

    [Test]
    public void Constructor_ListChangedAfterwards_KeepsItsOwnCopy()
    {
        DctChannel[] channels = [new(3), new(1)];
        var selection = new ChannelSelection(channels);
        channels[0] = new(7);
        Assert.That(selection.Select(channel => channel.Index), Is.EqualTo(new[] { 3, 1 }));
    }

    [TestCase("Y0", "0")]
    [TestCase("Y0-3,Cb0,Cr0", "0 1 2 3 64 128")]
    [TestCase(" y0 , CB63-63,cR0-1 ", "0 127 128 129")]
    [TestCase("Cr5,Y3,Y1,Cb2", "133 3 1 66")]
    [TestCase("Y9,Y8", "9 8")]
    public void Parse_List_KeepsTheOrder(string text, string expected) =>
        Assert.That(ChannelSelection.Parse(text).Select(channel => channel.Index), Is.EqualTo(expected.Split(' ').Select(int.Parse)));

    [TestCase("0 1 2 3 64 128", "Y0-3,Cb0,Cr0")]
    [TestCase("62 63 64 65", "Y62-63,Cb0-1")] // a range ends with its component
    [TestCase("3 2 1", "Y3,Y2,Y1")]
    [TestCase("0 1 8 9 128 64", "Y0-1,Y8-9,Cr0,Cb0")] // the channels of the published 6, in another order
    public void ToString_NotPublished_WritesRanges(string indices, string expected) =>
        Assert.That(new ChannelSelection(indices.Split(' ').Select(index => new DctChannel(int.Parse(index)))).ToString(), Is.EqualTo(expected));

    [Test]
    public void Parse_OfToString_GivesTheSameSelection([Range(1, 4)] int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 250; round++)
        {
            var indices = Enumerable.Range(0, 192).ToArray();
            if (round % 3 != 0) random.Shuffle(indices);                                      // else: subsets in order, with long ranges
            var kept = indices.Where(_ => round % 3 != 0 || random.Next(10) != 0).Take(1 + random.Next(192));
            var selection = new ChannelSelection(kept.Select(index => new DctChannel(index)));
            Assert.That(ChannelSelection.Parse(selection.ToString()), Is.EqualTo(selection), selection.ToString());
        }
    }

    [TestCase("", "''"), TestCase("Y0,,Cb0", "''"), TestCase("Y0,", "''")]
    [TestCase("Y0,Q3", "'Q3'"), TestCase("Y0,3", "'3'"), TestCase("Y", "'Y'"), TestCase("Y-1", "'Y-1'"), TestCase("Cc1", "'Cc1'")]
    [TestCase("1Y", "'1Y'"), TestCase("+1", "'+1'"), TestCase("Y0;Y1", "'0;Y1'"), TestCase("Y1-2-3", "'Y1-2-3'")]
    [TestCase("Y64", "'Y64'"), TestCase("Cb60-64", "'Cb60-64'"), TestCase("Y5-2", "'Y5-2'"), TestCase("Y0-x", "'x'")]
    [TestCase("Y99999999999", "'99999999999'"), TestCase("Y0-3,Cb1,Y2", "Y2"), TestCase("25", "24, 32"), TestCase("99999999999", "'99999999999'")]
    [TestCase("low:1,2", "three counts"), TestCase("low:1,2,3,4", "three counts"), TestCase("low:1,x,3", "'x'"), TestCase("low:1,2,-3", "'-3'")]
    [TestCase("low:1,65,3", "65"), TestCase("low:0,0,0", "at least one"), TestCase("low:", "three counts")]
    public void Parse_Malformed_ThrowsNamingTheWrongPart(string text, string part)
    {
        var error = Assert.Throws<FormatException>(() => ChannelSelection.Parse(text))!;
        Assert.That(error.Message, Does.StartWith($"'{text}' is not a channel selection: "));
        var reason = error.Message[(text.Length + 2)..error.Message.IndexOf(" Expected ", StringComparison.Ordinal)];
        Assert.That(reason, Does.Contain(part));
        Assert.That(reason, Does.Not.Contain("Parameter"), "the reader of a text has no parameter");
    }

    [Test]
    public void Parse_Null_Throws() => Assert.That(() => ChannelSelection.Parse(null!), Throws.ArgumentNullException);

    [Test]
    public void Load_FileOfTheRepository_EqualsItsLine()
    {
        var path = Repository.PathOf("data", "imagenette-gate24.txt");
        Assert.That(ChannelSelection.Load(path), Is.EqualTo(ChannelSelection.Parse(File.ReadLines(path).Last())).And.Count.EqualTo(24));
    }

    [TestCase("Y0,Cb0"), TestCase("# comment\r\n\r\n  # another\r\n \tY0,Cb0 \r\n"), TestCase("\n\nY0,Cb0\n#")]
    public void Load_CommentsAndEmptyLines_AreSkipped(string text)
    {
        using var folder = new TemporaryFolder();
        folder.Write("s.txt", Encoding.UTF8.GetBytes(text));
        Assert.That(ChannelSelection.Load(folder["s.txt"]), Is.EqualTo(ChannelSelection.Parse("Y0,Cb0")));
    }

    [TestCase("", "0 lines"), TestCase("# Y0\n", "0 lines"), TestCase("Y0\nCb0\n", "2 lines"), TestCase("# c\nY0,Q1\n", "'Q1'"), TestCase("Y0 # c", "'0 # c'")]
    public void Load_Malformed_ThrowsNamingTheFileAndWhatIsWrong(string text, string part)
    {
        using var folder = new TemporaryFolder();
        folder.Write("s.txt", Encoding.UTF8.GetBytes(text));
        Assert.That(() => ChannelSelection.Load(folder["s.txt"]),
            Throws.TypeOf<FormatException>().With.Message.StartsWith($"'{folder["s.txt"]}'").And.Message.Contains(part));
    }

    [Test]
    public void Load_NoFile_Throws()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => ChannelSelection.Load(folder["none.txt"]), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("none.txt"));
        Assert.That(() => ChannelSelection.Load(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Equals_SameChannels_NeedsTheSameOrder()
    {
        ChannelSelection selection = new([new(3), new(1)]), same = new([new(3), new(1)]);
        Assert.That(selection, Is.Not.SameAs(same));
        Assert.That(selection.Equals(same), Is.True);
        Assert.That(selection.Equals((object)same), Is.True);
        Assert.That(selection.GetHashCode(), Is.EqualTo(same.GetHashCode()));
        Assert.That(selection.Equals(new ChannelSelection([new(1), new(3)])), Is.False);
        Assert.That(selection.Equals(new ChannelSelection([new(3)])), Is.False);
        Assert.That(selection.Equals(null), Is.False);
        Assert.That(selection.Equals("Y3,Y1"), Is.False);
    }

    [Test]
    public void Indexer_EveryPlace_AgreesWithTheEnumeration()
    {
        var selection = ChannelSelection.Published(24);
        Assert.That(Enumerable.Range(0, selection.Count).Select(place => selection[place]), Is.EqualTo(selection.ToArray()));
        Assert.That(() => selection[24], Throws.InstanceOf<Exception>());
    }
}
