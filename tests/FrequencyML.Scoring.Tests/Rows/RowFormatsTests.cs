using FrequencyML.Scoring.Rows;
using NUnit.Framework;

namespace FrequencyML.Scoring.Tests.Rows;

[TestFixture(nameof(RowFormat.Csv)), TestFixture(nameof(RowFormat.Ndjson)), TestFixture(nameof(RowFormat.Parquet))]
public sealed class RowFormatsTests(string formatName)
{
    private static readonly RowColumns Everything = new(Embedding: true, Channels: true);
    private readonly RowFormat format = Enum.Parse<RowFormat>(formatName);

    [Test]
    public void Read_OfWhatWasWritten_GivesTheSameRows([Values] bool embedding, [Values] bool channels)
    {
        var columns = new RowColumns(embedding, channels);
        var rows = OddRows.All(columns);
        var actual = OddRows.Read(format, OddRows.Write(format, rows, columns), columns);
        Assert.That(actual.Select(OddRows.Show), Is.EqualTo(rows.Select(OddRows.Show)));
    }

    [Test]
    public void Read_ColumnsNotKnown_TakesThoseOfTheFile([Values] bool embedding, [Values] bool channels)
    {
        var columns = new RowColumns(embedding, channels);
        var rows = OddRows.All(columns);
        var actual = OddRows.Read(format, OddRows.Write(format, rows, columns), columns: null);
        Assert.That(actual.Select(OddRows.Show), Is.EqualTo(rows.Select(OddRows.Show)));
    }

    [Test]
    public void Write_SameRows_GiveTheSameBytes()
    {
        var rows = OddRows.All(Everything);
        var expected = OddRows.Write(format, rows, Everything);
        Assert.That(OddRows.Write(format, rows, Everything), Is.EqualTo(expected));
        Assert.That(OddRows.Write(format, OddRows.Read(format, expected, Everything), Everything), Is.EqualTo(expected), "what was read is written again");
    }

    [Test]
    public void Write_NoRows_IsAFileWithoutRows()
    {
        Assert.That(OddRows.Read(format, OddRows.Write(format, [], Everything), Everything), Is.Empty);
    }

    [Test]
    public void Write_LoneSurrogates_BecomeReplacementCharacters()
    {
        var row = new ScoreRow(0, new() { Path = "a\ud800b", Top = [new("\udc00", 1)], Error = "c\ud800" });
        var image = OddRows.Read(format, OddRows.Write(format, [row], new()), new())[0].Image;
        Assert.That((string?[])[image.Path, image.Top[0].Label, image.Error], Is.EqualTo(new[] { "a\ufffdb", "\ufffd", "c\ufffd" }));
    }

    [Test]
    public void Write_VectorThatIsReused_IsCopied()
    {
        var vector = new float[] { 1 };
        using var stream = new MemoryStream();
        using (var writer = format.Write(stream, new(Embedding: true)))
        {
            writer.Write(new(0, new() { Path = "a", Embedding = vector }));
            vector[0] = 2;
            writer.Write(new(1, new() { Path = "b", Embedding = vector }));
        }
        Assert.That(OddRows.Read(format, stream.ToArray(), new(Embedding: true)).Select(row => row.Image.Embedding!.Value.Span[0]), Is.EqualTo(new[] { 1f, 2f }));
    }

    [Test]
    public void Read_FileCutAnywhere_ThrowsOrGivesFewerWholeRows()
    {
        var rows = Few(4);
        var file = OddRows.Write(format, rows, Everything);
        for (var length = 0; length < file.Length; length++)
        {
            if (Try(file[..length], Everything) is not { } read) continue;
            Assert.That(format, Is.Not.EqualTo(RowFormat.Parquet), $"cut at {length}");
            Assert.That(length == 0 || file[length - 1] == '\n', $"cut at {length}");  // between two rows: only who counts them can notice
            Assert.That(read.Select(OddRows.Show), Is.EqualTo(rows.Take(read.Count).Select(OddRows.Show)), $"cut at {length}");
        }
    }

    [Test, CancelAfter(60_000)]
    public void Read_FileWithAFlippedByte_ThrowsOrGivesRows([Values] bool vectors)
    {
        var columns = vectors ? Everything : new();
        var file = OddRows.Write(format, Few(4), columns);
        var random = new Random(1);
        for (var at = 0; at < file.Length; at++)
        {
            var damaged = (byte[])file.Clone();
            damaged[at] ^= (byte)random.Next(1, 256);
            var read = Try(damaged, columns);
            if (format == RowFormat.Parquet) Assert.That(read, Is.Null, $"byte {at}");
        }
    }

    [Test, CancelAfter(60_000)]
    public void Read_Noise_Throws([Range(1, 20)] int seed)
    {
        var noise = new byte[1 << seed];
        new Random(seed).NextBytes(noise);
        noise[^1] = (byte)'\n';
        Assert.That(Try(noise, new()), Is.Null);
    }

    [Test]
    public void Read_OtherColumns_NamesBoth()
    {
        var file = OddRows.Write(format, Few(1), new(Embedding: true));
        Assert.That(() => OddRows.Read(format, file, new()), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("embedding").Or.Message.Contains("no further column"));
        Assert.That(() => OddRows.Read(format, file, Everything), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("channels"));
    }

    [Test]
    public void Read_AnotherFormat_Throws()
    {
        foreach (var other in Enum.GetValues<RowFormat>().Where(other => other != format)) Assert.That(Try(OddRows.Write(other, Few(3), new()), new()), Is.Null);
    }

    [Test]
    public void Dispose_AfterAFailedWrite_IsSilent()
    {
        using var disk = new FullDisk(capacity: 100);
        var writer = format.Write(disk, Everything);
        Assert.That(
            () =>
            {
                // More than any buffer or row group holds.
                var row = new ScoreRow(0, new() { Path = "a", Channels = new float[3_000_000] });
                for (var i = 0; i < 3; i++) writer.Write(row);
            },
            Throws.InstanceOf<IOException>().With.Message.EqualTo("full"));
        Assert.That(writer.Dispose, Throws.Nothing);
    }

    [Test]
    public void Dispose_ThatCannotWrite_ThrowsOnce()
    {
        using var disk = new FullDisk(capacity: 4);
        var writer = format.Write(disk, new());
        foreach (var row in Few(1)) writer.Write(row);
        Assert.That(writer.Dispose, Throws.InstanceOf<IOException>().With.Message.EqualTo("full"));
        Assert.That(writer.Dispose, Throws.Nothing);
    }

    [Test]
    public void Dispose_LeavesTheStreamOpen()
    {
        using var stream = new MemoryStream();
        format.Write(stream, new()).Dispose();
        Assert.That(stream.CanWrite);
        stream.Position = 0;
        Assert.That(format.Read(stream, new()).Count(), Is.Zero);
        Assert.That(stream.CanRead);
    }

    [TestCase("a.csv", RowFormat.Csv)]
    [TestCase("a/b.NDJSON", RowFormat.Ndjson)]
    [TestCase("a.csv.jsonl", RowFormat.Ndjson)]
    [TestCase("a.Parquet", RowFormat.Parquet)]
    [TestCase("a.txt", null)]
    [TestCase("csv", null)]
    public void OfFile_Extension_TellsTheFormat(string path, object? expected) => Assert.That(RowFormats.OfFile(path), Is.EqualTo(expected));

    private static ScoreRow[] Few(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new ScoreRow(i, new()
        {
            Path = $"a\n\"{i}\",😀.jpg",
            Top = i % 2 == 0 ? [new($"=;{i}", 0.75f), new("b", 0.125f)] : [],
            GateOpen = i % 2 == 0 ? 123 : null,
            Error = i % 2 == 0 ? null : "No, it is cut off",
            Embedding = i % 2 == 0 ? OddRows.Vector(5) : null,
            Channels = i % 2 == 0 ? OddRows.Vector(7) : null,
        })),
    ];

    /// <summary>The rows, or null where reading throws the documented exception with one sentence.</summary>
    private List<ScoreRow>? Try(byte[] file, RowColumns columns)
    {
        try
        {
            return OddRows.Read(format, file, columns);
        }
        catch (InvalidDataException error)
        {
            Assert.That(error.Message, Has.Length.LessThan(500).And.EndsWith("."), error.ToString());
            Assert.That(error.Message.Any(char.IsControl), Is.False, error.Message);
            return null;
        }
    }

    /// <summary>A stream that takes so many bytes and then fails.</summary>
    private sealed class FullDisk(int capacity) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)              // also called for spans
        {
            if (Length + count > capacity) throw new IOException("full");
            base.Write(buffer, offset, count);
        }
    }
}
