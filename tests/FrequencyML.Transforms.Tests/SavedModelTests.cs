using FrequencyML.Tests.Shared;
using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;

namespace FrequencyML.Transforms.Tests;

internal sealed class SavedModelTests
{
    private static readonly byte[][] Images = [TestImage.Color(60, 40), TestImage.Gray(33, 50), TestImage.Color(17, 70, seed: 1)];

    private readonly MLContext mlContext = new();

    [TestCase(false), TestCase(true)]
    public void Load_NewProcessPathColumn_GivesTheSameValues(bool register)
    {
        using var folder = new TemporaryFolder();
        var data = Renamed(mlContext.Data.LoadFromEnumerable(
            Images.Select((image, id) => new PathRow { Id = id, Path = folder.Write($"image {id}", image) }).ToList()), "Path");
        var model = mlContext.Transforms.DctChannels("The \"channels\"", "Photo file", Rows.UnusualOptions).Fit(data);

        var loaded = ModelLoader.TransformInNewProcess(mlContext, folder, model, data, register);

        AssertUnusual(loaded);
    }

    [TestCase(false), TestCase(true)]
    public void Load_NewProcessBytesColumn_GivesTheSameValues(bool register)
    {
        using var folder = new TemporaryFolder();
        var data = Renamed(mlContext.Data.LoadFromEnumerable(Images.Select((image, id) => new BytesRow { Id = id, Image = image })), "Image");
        var model = mlContext.Transforms.DctChannels("The \"channels\"", "Photo file", Rows.UnusualOptions).Fit(data);

        var loaded = ModelLoader.TransformInNewProcess(mlContext, folder, model, data, register);

        AssertUnusual(loaded);
    }

    [Test]
    public void Load_OutputHidesTheInput_GivesTheSameValues()
    {
        var data = mlContext.Data.LoadFromEnumerable(Images.Select(image => new BytesRow { Image = image }));
        var model = mlContext.Transforms.DctChannels("Image", options: Rows.TinyOptions).Fit(data);

        var loaded = Reloaded(model, data.Schema, out _);

        Assert.That(loaded.Transform(data).Values("Image"), Is.EqualTo(Images.Select(image => Rows.Expected(image, Rows.TinyOptions))));
    }

    [Test]
    public void Load_PredictionEngine_GivesTheSameValues()
    {
        var data = mlContext.Data.LoadFromEnumerable(Array.Empty<BytesRow>());
        var loaded = Reloaded(mlContext.Transforms.DctChannels("Dct", "Image", Rows.TinyOptions).Fit(data), data.Schema, out var inputSchema);

        using var engine = mlContext.Model.CreatePredictionEngine<BytesRow, DctRow>(loaded, inputSchema);

        foreach (var image in Images)
            Assert.That(engine.Predict(new BytesRow { Image = image }).Dct, Is.EqualTo(Rows.Expected(image, Rows.TinyOptions)));
    }

    [Test]
    public void Load_ManyRows_StillHasParallelCursors()
    {
        var data = mlContext.Data.LoadFromEnumerable(Enumerable.Repeat(new BytesRow { Image = Images[0] }, 500));
        var loaded = Reloaded(mlContext.Transforms.DctChannels("Dct", "Image", Rows.TinyOptions).Fit(data), data.Schema, out _);
        var view = loaded.Transform(data);

        var cursors = view.GetRowCursorSet(view.Schema, 3);

        foreach (var cursor in cursors) cursor.Dispose();
        Assert.That(cursors, Has.Length.EqualTo(3));
    }

    [Test]
    public void Load_Limits_AreKept()
    {
        var data = mlContext.Data.LoadFromEnumerable(Array.Empty<BytesRow>());
        var loaded = Reloaded(mlContext.Transforms.DctChannels("Dct", "Image", Rows.UnusualOptions).Fit(data), data.Schema, out _);
        using var engine = mlContext.Model.CreatePredictionEngine<BytesRow, DctRow>(loaded);

        Assert.That(() => engine.Predict(new BytesRow { Image = TestImage.Color(80, 80) }),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("the limit is 5000"));
    }

    private static void AssertUnusual(IDataView loaded)
    {
        Assert.That(loaded.Schema.Select(column => column.Name), Is.EqualTo(new[] { "Id", "Photo file", "The \"channels\"" }));
        Assert.That(loaded.Schema[2].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 192 * 3 * 3)));
        Assert.That(loaded.GetColumn<int>("Id"), Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(loaded.Values("The \"channels\""), Is.EqualTo(Images.Select(image => Rows.Expected(image, Rows.UnusualOptions))));
    }

    private IDataView Renamed(IDataView data, string column)
    {
        var pipeline = mlContext.Transforms.CopyColumns("Photo file", column).Append(mlContext.Transforms.SelectColumns(["Id", "Photo file"]));
        return pipeline.Fit(data).Transform(data);
    }

    private ITransformer Reloaded(ITransformer model, DataViewSchema schema, out DataViewSchema loadedSchema)
    {
        using var stream = new MemoryStream();
        mlContext.Model.Save(model, schema, stream);
        stream.Position = 0;
        // Its own context, as a new application would have.
        return new MLContext().Model.Load(stream, out loadedSchema);
    }

    private sealed class DctRow
    {
        public float[] Dct { get; set; } = [];
    }
}
