using FrequencyML.View.Results;
using NUnit.Framework;

namespace FrequencyML.View.Tests.Results;

public sealed class RowOrderTests
{
    private static readonly ResultRow[] Rows =
    [
        new(10, "b.jpg", [new("water", 0.5f)], 7, null, null),
        new(11, "B.jpg", [], null, "The file is empty.", null),
        new(12, "a.jpg", [new("Wood", 0.25f)], null, null, null),
        new(13, "b.jpg", [new("water", 1)], 0, null, null),
        new(14, "c.jpg", [], null, "The file is empty.", null),
        new(15, "a.jpg", [new("brick", 0.5f)], 7, null, null),
    ];

    [TestCase("Row", false, new[] { 0, 1, 2, 3, 4, 5 }), TestCase("Row", true, new[] { 5, 4, 3, 2, 1, 0 })]
    [TestCase("Path", false, new[] { 1, 2, 5, 0, 3, 4 }), TestCase("Path", true, new[] { 4, 0, 3, 2, 5, 1 })]
    [TestCase("Label", false, new[] { 2, 5, 0, 3, 1, 4 }), TestCase("Label", true, new[] { 0, 3, 5, 2, 1, 4 })]
    [TestCase("Score", false, new[] { 2, 0, 5, 3, 1, 4 }), TestCase("Score", true, new[] { 3, 0, 5, 2, 1, 4 })]
    [TestCase("Gate", false, new[] { 3, 0, 5, 1, 2, 4 }), TestCase("Gate", true, new[] { 0, 5, 3, 1, 2, 4 })]
    public void Sort_EachKey_MissingLastAndEqualOnesByNumber(string key, bool isDescending, int[] expected) =>
        Assert.That(new RowOrder(Enum.Parse<RowKey>(key), isDescending).Sort(Enumerable.Range(0, Rows.Length), Rows), Is.EqualTo(expected));

    [Test]
    public void Sort_SomePlaces_AreTheSame()
    {
        Assert.That(new RowOrder(RowKey.Score, true).Sort([0, 1, 3], Rows), Is.EqualTo(new[] { 3, 0, 1 }));
        Assert.That(new RowOrder(RowKey.Row, true).Sort([], Rows), Is.Empty);
    }

    [Test]
    public void Sort_RandomRows_IsWhatComparingPairsGives([Values(1, 2)] int seed, [Values("Row", "Path", "Label", "Score", "Gate")] string key, [Values] bool isDescending)
    {
        var rows = ResultFiles.Random(seed, 300);
        var sorted = new RowOrder(Enum.Parse<RowKey>(key), isDescending).Sort(Enumerable.Range(0, rows.Length), rows);
        Assert.That(sorted.Order(), Is.EqualTo(Enumerable.Range(0, rows.Length)), "each one once");
        foreach (var (before, after) in sorted.Zip(sorted.Skip(1))) Assert.That(Compare(rows[before], rows[after]), Is.LessThan(0), $"{rows[before]} {rows[after]}");

        int Compare(ResultRow one, ResultRow other)
        {
            var (first, second) = (Value(one), Value(other));
            if (first is null || second is null) return first is null == second is null ? one.Row.CompareTo(other.Row) : first is null ? 1 : -1;
            var compared = first is string text ? string.CompareOrdinal(text, (string)second) : Comparer<IComparable>.Default.Compare(first, second);
            return compared == 0 ? one.Row.CompareTo(other.Row) : isDescending ? -compared : compared;
        }

        IComparable? Value(ResultRow row) => key switch { "Row" => row.Row, "Path" => row.Path, "Label" => row.Label, "Score" => row.Score, _ => row.GateOpen };
    }
}
