using FrequencyML.Scoring.Rows;
using FrequencyML.Tests.Shared;
using FrequencyML.View.Results;
using NUnit.Framework;

namespace FrequencyML.View.Tests.Results;

public sealed class ResultTableTests
{
    private static readonly ScoreRow[] Seven = [.. Enumerable.Range(0, 7).Select(i => ResultFiles.Row(i, $"wood/{i}.jpg", i % 2 == 0 ? "wood" : "water", i / 8f, i, null))];
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Read_AllParts_HasEveryRowAndNoProblem([Values] RowFormatName format)
    {
        var (parts, _) = ResultFiles.WriteParts(folder, Format(format), "0123abcd", Seven);
        var table = ResultTable.Read(parts);
        Assert.That(table.Rows.Select(ResultFiles.Show), Is.EqualTo(Seven.Select(Show)));
        Assert.That(table.Problems, Is.Empty);
        Assert.That((table.Name, table.ModelSha256), Is.EqualTo((parts, "0123abcd")));
        Assert.That(table.Labels, Is.EqualTo(new[] { "water", "wood" }));
    }

    [Test]
    public void Read_PartMissing_HasTheOthersAndSaysWhich([Values] RowFormatName format)
    {
        var (parts, _) = ResultFiles.WriteParts(folder, Format(format), "none", Seven, missing: 1);
        var table = ResultTable.Read(parts);
        Assert.That(table.Rows.Select(row => row.Row), Is.EqualTo(new[] { 0, 1, 2, 6 }));
        Assert.That(table.Problems, Is.EqualTo(new[] { "1 of 3 parts are missing: 1. Run score again to make them." }));
    }

    [Test]
    public void Read_PartCutOff_HasTheSoundRowsAndSaysWhich([Values] RowFormatName format)
    {
        var (parts, files) = ResultFiles.WriteParts(folder, Format(format), "none", Seven);
        var whole = File.ReadAllBytes(files[1]);
        File.WriteAllBytes(files[1], whole[..^5]);
        var table = ResultTable.Read(parts);
        Assert.That(table.Rows.Select(row => row.Row), Is.SupersetOf(new long[] { 0, 1, 2, 6 }).And.SubsetOf(new long[] { 0, 1, 2, 3, 4, 6 }));
        Assert.That(table.Problems, Has.Count.EqualTo(1));
        Assert.That(table.Problems[0], Does.StartWith(Path.GetFileName(files[1]) + ": ").And.EndsWith(" Delete it and run score again."));
    }

    [Test]
    public void Read_PartWithoutItsLastRow_HasTheRestAndSaysWhich()
    {
        var (parts, files) = ResultFiles.WriteParts(folder, RowFormat.Ndjson, "none", Seven);
        File.WriteAllLines(files[0], File.ReadAllLines(files[0])[..2]);
        var table = ResultTable.Read(parts);
        Assert.That(table.Rows.Select(row => row.Row), Is.EqualTo(new[] { 0, 1, 3, 4, 5, 6 }));
        Assert.That(table.Problems.Single(), Does.Contain("It ends before row 2"));
    }

    [Test]
    public void Read_PartOfAnotherRun_IsLeftOutAndNamed()
    {
        var (parts, files) = ResultFiles.WriteParts(folder, RowFormat.Csv, "none", Seven);
        File.Copy(files[0], folder["parts/part-00000-of-00003.0123456789abcdef.csv"]);
        var table = ResultTable.Read(parts);
        Assert.That(table.Rows, Has.Count.EqualTo(7));
        Assert.That(table.Problems, Is.EqualTo(new[] { "part-00000-of-00003.0123456789abcdef.csv is of another run. Move it elsewhere." }));
    }

    [Test]
    public void Read_FileOfEveryFormatAndColumns_HasItsRows([Values("a.csv", "a.ndjson", "a.JSONL", "a.parquet")] string name, [Values] bool embedding, [Values] bool channels)
    {
        ScoreRow[] rows =
        [
            new(0, new() { Path = "wood/ü,\"1\".jpg", Top = [new("wood", 0.7f), new("water", 0.2f)], GateOpen = 12, Embedding = Vector(embedding), Channels = Vector(channels) }),
            ResultFiles.Row(1, "=1.jpg", error: "The file is empty."),
            new(5, new() { Path = "x.jpg", Top = [new("water", 1)], Embedding = Vector(embedding), Channels = Vector(channels) }),
        ];
        var file = folder.Write(name, ResultFiles.Encode(RowFormats.OfFile(name)!.Value, new(embedding, channels), rows));
        var table = ResultTable.Read(file);
        Assert.That(table.Rows.Select(ResultFiles.Show), Is.EqualTo(rows.Select(Show)));
        Assert.That((table.Name, table.Problems.Count, table.ModelSha256), Is.EqualTo((file, 0, (string?)null)));

        static ReadOnlyMemory<float>? Vector(bool isThere) => isThere ? new[] { 1.5f, -2 } : null;
    }

    [Test]
    public void Read_RowsInAnyOrder_AreSortedByNumber()
    {
        var table = ResultFiles.Table(folder, ResultFiles.Row(9, "a.jpg"), ResultFiles.Row(long.MaxValue, "b.jpg"), ResultFiles.Row(0, "c.jpg"), ResultFiles.Row(4, "d.jpg"));
        Assert.That(table.Rows.Select(row => (row.Row, row.Path)), Is.EqualTo(new[] { (0L, "c.jpg"), (4L, "d.jpg"), (9L, "a.jpg"), (long.MaxValue, "b.jpg") }));
    }

    [Test]
    public void Read_RowTwice_IsRefused() =>
        Assert.That(() => ResultFiles.Table(folder, ResultFiles.Row(3, "a.jpg"), ResultFiles.Row(1, "b.jpg"), ResultFiles.Row(3, "c.jpg")),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("rows.csv' has row 3 twice"));

    [Test]
    public void Read_FileCutOffAnywhere_IsRefusedOrAPart([Values("a.csv", "a.ndjson", "a.parquet")] string name)
    {
        var whole = ResultFiles.Encode(RowFormats.OfFile(name)!.Value, new(), Seven);
        for (var length = 0; length < whole.Length; length++)
        {
            var file = folder.Write(name, whole[..length]);
            // A cut between two lines is not seen: what is left is a whole output of fewer rows.
            if (!name.EndsWith("parquet", StringComparison.Ordinal) && (length == 0 ? name == "a.ndjson" : whole[length - 1] == '\n'))
                Assert.That(ResultTable.Read(file).Rows, Has.Count.LessThan(7), $"{length}");
            else
                Assert.That(() => ResultTable.Read(file), Throws.TypeOf<InvalidDataException>().With.Message.StartsWith($"'{file}': "), $"{length}");
        }
    }

    [Test]
    public void Read_HeaderAlone_HasNoRows()
    {
        var table = ResultFiles.Table(folder);
        Assert.That(table.Rows, Is.Empty);
        Assert.That(table.Labels, Is.Empty);
        Assert.That(table.PlaceOf(0), Is.Null);
    }

    [TestCase("a.txt"), TestCase("a"), TestCase("a.csv.gz"), TestCase("a.jpg")]
    public void Read_OtherExtension_SaysWhatIsExpected(string name)
    {
        folder.Write(name, ResultFiles.Encode(RowFormat.Csv, new(), Seven));
        Assert.That(() => ResultTable.Read(folder[name]), Throws.TypeOf<InvalidDataException>().With.Message.Contains($"{name}' is no output of score; expected a folder"));
    }

    [Test]
    public void Read_OtherTable_IsRefused()
    {
        var file = folder.Write("other.csv", "path,label\na.jpg,wood\n"u8.ToArray());
        Assert.That(() => ResultTable.Read(file), Throws.TypeOf<InvalidDataException>().With.Message.Contains("other.csv': The columns are path, label"));
    }

    [TestCase("none.csv"), TestCase("none.txt"), TestCase("none"), TestCase("none/")]
    public void Read_MissingFileOrFolder_SaysThatThereIsNone(string name) =>
        Assert.That(() => ResultTable.Read(folder[name]), Throws.TypeOf<FileNotFoundException>().With.Message.EqualTo($"There is no folder or file '{folder[name]}'."));

    [Test]
    public void Read_FolderOfNoRun_IsRefused() =>
        Assert.That(() => ResultTable.Read(folder.Path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("no folder of part files: it has no run.json"));

    [TestCase(float.NaN), TestCase(float.PositiveInfinity), TestCase(-0.5f), TestCase(1.5f)]
    public void Read_ScoreThatIsNoProbability_IsRefused(float score)
    {
        Assert.That(() => ResultFiles.Table(folder, ResultFiles.Row(8, "a.jpg", "wood", score)),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("rows.csv': Row 8 has a score of"));
        var (parts, _) = ResultFiles.WriteParts(folder, RowFormat.Csv, "none", [.. Seven.Take(4), ResultFiles.Row(4, "a.jpg", "wood", score), .. Seven.Skip(5)]);
        var table = ResultTable.Read(parts);
        Assert.That(table.Rows.Select(row => row.Row), Is.EqualTo(new[] { 0, 1, 2, 3, 6 }));
        Assert.That(table.Problems.Single(), Does.Contain("Row 4 has a score of"));
    }

    [TestCase(0), TestCase(1)]
    public void Read_ScoreAtAnEnd_IsOne(float score) => Assert.That(ResultFiles.Table(folder, ResultFiles.Row(0, "a.jpg", "wood", score)).Rows[0].Score, Is.EqualTo(score));

    [Test]
    public void Read_EqualLabels_AreOneTextInMemory()
    {
        var table = ResultFiles.Table(folder, Seven);
        Assert.That(table.Rows[0].Label, Is.SameAs(table.Rows[2].Label));
    }

    [Test]
    public void Read_Folders_NameATruthWhereAnImageGotThatClass()
    {
        var table = ResultFiles.Table(folder,
            ResultFiles.Row(0, "in/wood/a.jpg", "wood"), ResultFiles.Row(1, "in/water/a.jpg", "wood"), ResultFiles.Row(2, "shard.tar/wood/a.jpg", error: "The file is empty."),
            ResultFiles.Row(3, "wood.jpg", "wood"), ResultFiles.Row(4, "", error: "There is no path."), ResultFiles.Row(5, "a\0/wood/b.jpg", error: "The path has NUL."),
            ResultFiles.Row(6, "in/Wood/a.jpg", "wood"), ResultFiles.Row(7, "wood/../in/a.jpg", "wood"));
        Assert.That(table.Rows.Select(row => row.Truth), Is.EqualTo(new[] { "wood", null, "wood", null, null, null, null, null }));
        Assert.That(table.Rows.Select(row => row.Status),
            Is.EqualTo(new[] { RowStatus.Right, RowStatus.Unknown, RowStatus.Failed, RowStatus.Unknown, RowStatus.Failed, RowStatus.Failed, RowStatus.Unknown, RowStatus.Unknown }));
    }

    [Test]
    public void UseLabels_OfAModel_AreTruthsAndInItsOrder()
    {
        ScoreRow[] rows = [ResultFiles.Row(0, "wood/a.jpg", "wood"), ResultFiles.Row(1, "water/a.jpg", "wood"), ResultFiles.Row(2, "c.jpg", "wood"), ResultFiles.Row(3, "d.jpg")];
        var (parts, _) = ResultFiles.WriteParts(folder, RowFormat.Csv, "some", rows, missing: 1);
        var table = ResultTable.Read(parts);
        Assert.That(table.Rows.Select(row => row.Status), Is.EqualTo(new[] { RowStatus.Right, RowStatus.Unknown, RowStatus.Unknown }));
        table.UseLabels(["wood", "water", "brick"]);
        Assert.That(table.Labels, Is.EqualTo(new[] { "wood", "water", "brick" }));
        Assert.That(table.Rows.Select(row => row.Status), Is.EqualTo(new[] { RowStatus.Right, RowStatus.Wrong, RowStatus.Unknown }));
    }

    [TestCase(1), TestCase(2), TestCase(3)]
    public void PlaceOf_EveryNumber_IsThatOfItsRowOrNull(int seed)
    {
        var random = new Random(seed);
        var numbers = Enumerable.Range(0, 200).Where(_ => random.Next(3) == 0).Select(number => (long)number).ToArray();
        var table = ResultFiles.Table(folder, [.. numbers.Select(number => ResultFiles.Row(number, "a.jpg"))]);
        for (var row = -2L; row < 203; row++)
            Assert.That(table.PlaceOf(row), Is.EqualTo(Array.IndexOf(numbers, row) is >= 0 and var place ? place : null), $"{row}");
        Assert.That((table.PlaceOf(long.MinValue), table.PlaceOf(long.MaxValue)), Is.EqualTo(((int?)null, (int?)null)));
    }

    private static string Show(ScoreRow row) => ResultFiles.Show(new(row.Index, row.Image.Path, [.. row.Image.Top], row.Image.GateOpen, row.Image.Error, null));

    private static RowFormat Format(RowFormatName name) => Enum.Parse<RowFormat>(name.ToString());

    /// <summary><see cref="RowFormat"/>, which public tests cannot name.</summary>
    public enum RowFormatName
    {
        Csv,
        Ndjson,
        Parquet,
    }
}
