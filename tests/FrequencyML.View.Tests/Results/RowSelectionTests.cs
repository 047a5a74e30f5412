using FrequencyML.Tests.Shared;
using FrequencyML.View.Results;
using NUnit.Framework;

namespace FrequencyML.View.Tests.Results;

public sealed class RowSelectionTests
{
    private TemporaryFolder folder = null!;
    private ResultTable table = null!;

    [SetUp]
    public void SetUp()
    {
        folder = new TemporaryFolder();
        table = ResultFiles.Table(folder, [.. ResultFiles.Random(4, 150).Select(row => ResultFiles.Row(row.Row, row.Path, row.Label, row.Score ?? 0, row.GateOpen, row.Error))]);
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Places_ManyQueriesInAnyOrder_AreWhatFilterAndOrderGive()
    {
        var queries = Queries();
        Assert.That(queries, Has.Length.GreaterThan(8), "more than are held");
        var selection = new RowSelection(table);
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            var (filter, order) = queries[random.Next(queries.Length)];
            // Filters are compared by value: another one with the same fields finds what is held.
            Assert.That(selection.Places(filter with { }, order), Is.EqualTo(Expected(filter, order)), $"{filter} {order}");
        }
    }

    [Test]
    public void Places_ThreadsAtOnce_GetTheSame()
    {
        var queries = Queries();
        var expected = Array.ConvertAll(queries, query => Expected(query.Filter, query.Order));
        var selection = new RowSelection(table);
        Parallel.For(0, 400, i => Assert.That(selection.Places(queries[i % queries.Length].Filter, queries[i % queries.Length].Order), Is.EqualTo(expected[i % queries.Length])));
    }

    [Test]
    public void Rows_Filter_AreThoseByNumber()
    {
        var selection = new RowSelection(table);
        var filter = new RowFilter { Label = "birch" };
        selection.Places(filter, new(RowKey.Score, true));
        Assert.That(selection.Rows(filter), Is.EqualTo(table.Rows.Where(row => row.Label == "birch")).And.Not.Empty);
        Assert.That(selection.Rows(new() { Label = "none" }), Is.Empty);
    }

    private int[] Expected(RowFilter filter, RowOrder order) =>
        order.Sort(Enumerable.Range(0, table.Rows.Count).Where(place => filter.Matches(table.Rows[place])), table.Rows);

    private static (RowFilter Filter, RowOrder Order)[] Queries()
    {
        RowFilter[] filters = [new(), new() { Label = "birch" }, new() { Truth = "birch" }, new() { Status = RowStatus.Failed }, new() { Min = 0.3f, Max = 0.6f }, new() { Path = "img_1" }];
        return [.. filters.SelectMany(filter => Enum.GetValues<RowKey>().SelectMany(key => new[] { (filter, new RowOrder(key, false)), (filter, new RowOrder(key, true)) }))];
    }
}
