using System.Text;
using System.Text.Json;
using FrequencyML.Scoring.Rows;
using NUnit.Framework;

namespace FrequencyML.Scoring.Tests.Rows;

public sealed class NdjsonRowTests
{
    private const string Row = """{"row":0,"path":"a","label":"b","score":0.5,"top_k":[{"label":"b","score":0.5}],"gate_open":1,"error":null}""";

    [Test]
    public void Write_Rows_AreOneValidObjectALine()
    {
        var columns = new RowColumns(Embedding: true);
        var rows = OddRows.All(columns);
        var lines = Encoding.UTF8.GetString(OddRows.Write(RowFormat.Ndjson, rows, columns)).Split('\n');
        Assert.That(lines, Has.Length.EqualTo(rows.Length + 1));
        Assert.That(lines[^1], Is.Empty);
        Assert.That(lines[..^1].Select(line => JsonDocument.Parse(line).RootElement.GetProperty("path").GetString()), Is.EqualTo(rows.Select(row => row.Image.Path)));
    }

    [Test]
    public void Read_ARow_IsTheRow() => Assert.That(OddRows.Read(RowFormat.Ndjson, Encoding.UTF8.GetBytes(Row + "\n"), new()), Has.Count.EqualTo(1));

    [TestCase("", "", "line feed", Description = "the last line is cut off")]
    [TestCase("", "\n\n", "Line 2")]
    [TestCase("{\"row\"", "[\"row\"", "Line 1 is no row")]
    [TestCase("\"row\":0", "\"row\":null", "row is no")]
    [TestCase("\"row\":0", "\"row\":-1", "row is no")]
    [TestCase("\"row\":0", "\"row\":0.5", "row is no")]
    [TestCase("\"row\":0", "\"row\":9223372036854775808", "row is no")]
    [TestCase("\"row\":0", "\"row\":\"0\"", "row is no")]
    [TestCase("\"row\":0,", "", "row is expected")]
    [TestCase("\"row\":0,\"path\":\"a\"", "\"path\":\"a\",\"row\":0", "row is expected")]
    [TestCase("\"path\":\"a\"", "\"path\":null", "path is null")]
    [TestCase("\"path\":\"a\"", "\"path\":1", "a text is expected")]
    [TestCase("\"path\":\"a\"", "\"path\":\"a\",\"path\":\"b\"", "label is expected")]
    [TestCase("\"path\":\"a\"", "\"path\":\"\\ud800\"", "Line 1 is no row")]
    [TestCase("\"path\":\"a\"", "\"path\":\"\xff\"", "Line 1 is no row")]
    [TestCase("\"a\",\"label\":\"b\"", "\"a\",\"label\":\"c\"", "not the first of its top_k")]
    [TestCase("[{", "[7,{", "a class is expected")]
    [TestCase("}]", "},{}]", "label is expected")]
    [TestCase("0.5}", "null}", "Line 1 is no row")]
    [TestCase("\"gate_open\":1", "\"gate_open\":2147483648", "gate_open is no")]
    [TestCase("null}", "null,\"more\":1}", "no further column is expected")]
    [TestCase("null}", "null} {}", "Line 1 is no row")]
    [TestCase("null}", "null", "Line 1 is no row")]
    public void Read_DamagedRow_SaysWhichAndWhy(string found, string replacement, string mentions)
    {
        var text = found.Length == 0 ? Row + replacement : Row.Replace(found, replacement, StringComparison.Ordinal) + "\n";
        Assert.That(
            () => OddRows.Read(RowFormat.Ndjson, Encoding.Latin1.GetBytes(text), new()),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains(mentions));
    }
}
