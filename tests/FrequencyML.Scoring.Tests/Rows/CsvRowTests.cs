using System.Text;
using FrequencyML.Scoring.Rows;
using NUnit.Framework;

namespace FrequencyML.Scoring.Tests.Rows;

public sealed class CsvRowTests
{
    private const string Header = "row,path,label,score,top_k,gate_open,error\n";

    [Test]
    public void Write_Rows_ByAnIndependentParser_AreTheSameCells()
    {
        var rows = OddRows.All(new()).Where(row => row.Image.Path.Length < 1000).ToArray();   // that parser takes its time
        var lines = CsvFile.Parse(Encoding.UTF8.GetString(OddRows.Write(RowFormat.Csv, rows, new())));
        Assert.That(lines.Select(line => SpreadsheetText.Restore(line["path"])), Is.EqualTo(rows.Select(row => row.Image.Path)));
        Assert.That(lines.Select(line => SpreadsheetText.Restore(line["error"])), Is.EqualTo(rows.Select(row => row.Image.Error ?? "")));
        Assert.That(lines.Select(line => line["score"]), Has.Some.EqualTo("-1").And.Some.EqualTo("1E-45"), "numbers are never protected");
    }

    [TestCase("0,a,,,,,\n0,b", "does not end with a line feed")]
    [TestCase("0,a,,,,,cut o", "does not end with a line feed")]
    [TestCase("0,a,,,,,\n\n", "line 3", Description = "blank line")]
    [TestCase("0,a,,,,\n", "line 2")]
    [TestCase("0,a,,,,,,\n", "line 2")]
    [TestCase("0,\"a,,,,,\n", "line 2", Description = "open quote")]
    [TestCase("0,\"a\"b,,,,,\n", "line 2")]
    [TestCase("0,a\"b,,,,,\n", "line 2")]
    [TestCase(",a,,,,,\n", "Line 2 is no row: its row is no whole number")]
    [TestCase("-1,a,,,,,\n", "its row")]
    [TestCase(" 1,a,,,,,\n", "its row")]
    [TestCase("9223372036854775808,a,,,,,\n", "its row")]
    [TestCase("0,a,,,,1.5,\n", "its gate_open")]
    [TestCase("0,a,,,,-1,\n", "its gate_open")]
    [TestCase("0,a,b,0.5,,,\n", "not the first of its top_k")]
    [TestCase("0,a,b,0.5,c:0.5,,\n", "not the first of its top_k")]
    [TestCase("0,a,b,0.5,b:0.25,,\n", "not the first of its top_k")]
    [TestCase("0,a,b,0.5,b,,\n", "its top_k is no list")]
    [TestCase("0,a\xff,,,,,\n", "not UTF-8")]
    public void Read_DamagedRow_SaysWhichAndWhy(string rows, string mentions)
    {
        var file = Encoding.Latin1.GetBytes(Header + rows);
        Assert.That(() => OddRows.Read(RowFormat.Csv, file, new()), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(mentions));
    }

    [TestCase(""), TestCase("\n"), TestCase("row;path;label;score;top_k;gate_open;error\n"), TestCase("0,a,,,,,\n"), TestCase("\"row,path\n")]
    [TestCase("row,path,label,score,top_k,gate_open\n"), TestCase("path,row,label,score,top_k,gate_open,error\n"), TestCase("row,path,label,score,top_k,gate_open,error,row\n")]
    public void Read_OtherHeader_Throws(string file)
    {
        Assert.That(() => OddRows.Read(RowFormat.Csv, Encoding.UTF8.GetBytes(file), new()), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void Read_PathsFullOfOtherSeparators_AreNotSplit()
    {
        var rows = Enumerable.Range(0, 100).Select(i => new ScoreRow(i, new() { Path = "a;b;c;d;e;f;g|h\ti" })).ToArray();
        Assert.That(OddRows.Read(RowFormat.Csv, OddRows.Write(RowFormat.Csv, rows, new()), new()).Select(OddRows.Show), Is.EqualTo(rows.Select(OddRows.Show)));
    }

    [TestCase("1,2"), TestCase("[1,2"), TestCase("[1,]"), TestCase("[,]"), TestCase("[1;2]"), TestCase("[[1]]"), TestCase("[\"1\"]")]
    public void Parse_NoVector_Throws(string text) => Assert.That(() => VectorText.Parse(Encoding.UTF8.GetBytes(text)), Throws.InstanceOf<FormatException>());
}
