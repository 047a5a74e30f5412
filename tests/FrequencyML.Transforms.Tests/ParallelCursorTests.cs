using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;

namespace FrequencyML.Transforms.Tests;

internal sealed class ParallelCursorTests
{
    private const int RowCount = 1000, CursorCount = 4;

    private static readonly byte[][] Images = [.. Enumerable.Range(0, 7).Select(seed => TestImage.Color(16 + seed, 20, seed))];

    private static readonly float[][] Expected = [.. Images.Select(image => Rows.Expected(image, Rows.TinyOptions))];

    private readonly MLContext mlContext = new();

    [Test]
    public async Task GetRowCursorSet_Four_ShareTheRowsAndAgreeWithOneCursor()
    {
        var view = View();
        var one = Read(view.GetRowCursorSet(view.Schema, 1).Single());

        var cursors = view.GetRowCursorSet(view.Schema, CursorCount);
        Assert.That(cursors, Has.Length.EqualTo(CursorCount));
        // No cursor goes on before each has a row, so that no one can take them all.
        using var allHaveOne = new Barrier(CursorCount);
        var reading = cursors.Select(cursor => Task.Factory.StartNew(
            () => Read(cursor, allHaveOne), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        var parts = await Task.WhenAll(reading);

        Assert.That(parts, Has.All.Not.Empty);
        var together = parts.SelectMany(part => part).OrderBy(row => row.Id).ToList();
        Assert.That(together.Select(row => row.Id), Is.EqualTo(Enumerable.Range(0, RowCount)));
        Assert.That(together.Select(row => row.RowId), Is.EqualTo(one.Select(row => row.RowId)));
        Assert.That(together.Select(row => row.Dct), Is.EqualTo(one.Select(row => row.Dct)));
    }

    [Test]
    public void GetRowCursor_ManyRows_KeepsTheOrderAndTheValues()
    {
        var view = View();

        var rows = Read(view.GetRowCursor(view.Schema));

        Assert.That(rows.Select(row => row.Id), Is.EqualTo(Enumerable.Range(0, RowCount)));
        Assert.That(rows.Select(row => row.Dct), Is.EqualTo(Enumerable.Range(0, RowCount).Select(id => Expected[id % Images.Length])));
        Assert.That(rows.Select(row => row.RowId), Is.Unique);
    }

    [Test]
    public void GetRowCursorSet_GoodAndBadImages_AgreeWithOneCursor()
    {
        var options = Rows.TinyOptions with { OnError = OnImageError.MissingValue, ErrorColumnName = "Error" };
        byte[][] images = [.. Images.SelectMany((image, i) => new[] { image, image[..^(image.Length / (2 + i))], [] })];
        var data = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, RowCount).Select(id => new BytesRow { Id = id, Image = images[id % images.Length] }));
        var view = mlContext.Transforms.DctChannels("Dct", "Image", options).Fit(data).Transform(data);
        var one = Read(view.GetRowCursor(view.Schema));
        Assert.That(one.Select(row => row.Error.Length > 0), Has.Some.True.And.Some.False);

        var parts = new List<ReadRow>[CursorCount];
        Parallel.ForEach(view.GetRowCursorSet(view.Schema, CursorCount).Index(), cursor => parts[cursor.Index] = Read(cursor.Item));

        var together = parts.SelectMany(part => part).OrderBy(row => row.Id).ToList();
        Assert.That(together.Select(row => row.Error), Is.EqualTo(one.Select(row => row.Error)));
        Assert.That(together.Select(row => row.Dct), Is.EqualTo(one.Select(row => row.Dct)));
    }

    private IDataView View()
    {
        var data = mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, RowCount).Select(id => new BytesRow { Id = id, Image = Images[id % Images.Length] }));
        return mlContext.Transforms.DctChannels("Dct", "Image", Rows.TinyOptions).Fit(data).Transform(data);
    }

    private static List<ReadRow> Read(DataViewRowCursor cursor, Barrier? afterFirst = null)
    {
        using (cursor)
        {
            var getId = cursor.GetGetter<int>(cursor.Schema["Id"]);
            var getDct = cursor.GetGetter<VBuffer<float>>(cursor.Schema["Dct"]);
            var getError = cursor.Schema.GetColumnOrNull("Error") is { } column ? cursor.GetGetter<ReadOnlyMemory<char>>(column) : null;
            var getRowId = cursor.GetIdGetter();
            var rows = new List<ReadRow>();
            while (cursor.MoveNext())
            {
                int id = 0;
                VBuffer<float> dct = default;
                DataViewRowId rowId = default;
                ReadOnlyMemory<char> error = default;
                getId(ref id);
                getDct(ref dct);
                getRowId(ref rowId);
                getError?.Invoke(ref error);
                rows.Add(new ReadRow(id, rowId, [.. dct.DenseValues()], error.ToString()));
                if (rows.Count == 1) afterFirst?.SignalAndWait(TimeSpan.FromSeconds(30));
            }
            return rows;
        }
    }

    private sealed record ReadRow(int Id, DataViewRowId RowId, float[] Dct, string Error);
}
