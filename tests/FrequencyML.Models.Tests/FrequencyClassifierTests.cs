using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using FrequencyML.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using NUnit.Framework;

namespace FrequencyML.Models.Tests;

public sealed class FrequencyClassifierTests
{
    private readonly MLContext mlContext = new(seed: 1);
    private TemporaryFolder folder = null!;
    private string model = null!;

    [SetUp]
    public void SetUp()
    {
        folder = new TemporaryFolder();
        model = ClassifierRows.Model(folder);
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [TestCase(1), TestCase(7), TestCase(32), TestCase(64)]
    public void Transform_ManyPathsInBatches_KeepsTheRowsAndTheirOrder(int batchSize)
    {
        var data = mlContext.Data.LoadFromEnumerable(ClassifierRows.Paths(folder, 50));

        var view = mlContext.Transforms.FrequencyClassifier(model, inputColumn: "Path", new FrequencyClassifierOptions { BatchSize = batchSize, Threads = 3 }).Fit(data).Transform(data);

        Assert.That(view.GetColumn<int>("Id"), Is.EqualTo(Enumerable.Range(0, 50)));
        Assert.That(view.Names(), Is.EqualTo(Enumerable.Range(0, 50).Select(id => ClassifierRows.Labels[id % 3])));
        // All at once, so that every column is aligned with the others.
        using var cursor = view.GetRowCursor(view.Schema);
        var id = cursor.GetGetter<int>(view.Schema["Id"]);
        var path = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Path"]);
        var key = cursor.GetGetter<uint>(view.Schema["PredictedLabel"]);
        var rowId = cursor.GetIdGetter();
        var ids = new HashSet<DataViewRowId>();
        for (var row = 0; row < 50; row++)
        {
            Assert.That(cursor.MoveNext(), Is.True);
            var (number, text, label, unique) = (0, default(ReadOnlyMemory<char>), 0u, default(DataViewRowId));
            id(ref number);
            path(ref text);
            key(ref label);
            rowId(ref unique);
            Assert.That((number, Path.GetFileName(text.ToString()), label), Is.EqualTo((row, $"{row}.png", (uint)(row % 3) + 1)));
            Assert.That(cursor.Position, Is.EqualTo(row));
            Assert.That(ids.Add(unique), Is.True);
        }
        Assert.That(cursor.MoveNext(), Is.False);
        Assert.That(cursor.MoveNext(), Is.False);
    }

    [Test]
    public void Transform_TexturesModel_EqualsTheImageScorer()
    {
        var paths = ImageFiles.Enumerate(Repository.PathOf("data", "samples")).ToArray();
        var data = mlContext.Data.LoadFromEnumerable(paths.Select(path => new PathRow { Path = path }));
        using var textures = FrequencyModel.LoadDefault();
        using var scorer = new ImageScorer(textures, new ScoringOptions { Top = 3 });
        var expected = scorer.Score(paths).ToArray();

        var view = mlContext.Transforms.FrequencyClassifier(Textures, "Path", new FrequencyClassifierOptions { Top = 3 }).Fit(data).Transform(data);

        Assert.That(view.Names(), Is.EqualTo(expected.Select(score => score.Top[0].Label)));
        Assert.That(view.GetColumn<float[]>("TopScores").Select(scores => scores), Is.EqualTo(expected.Select(score => score.Top.Select(top => top.Score))));
        var labels = textures.Metadata.Labels.ToList();
        Assert.That(view.GetColumn<uint[]>("TopLabels"), Is.EqualTo(expected.Select(score => score.Top.Select(top => (uint)labels.IndexOf(top.Label) + 1))));
        Assert.That(view.GetColumn<float[]>("Gate").Select(gate => (int)gate.Sum()), Is.EqualTo(expected.Select(score => score.GateOpen)));
        Assert.That(view.GetColumn<float[]>("Score").Select(scores => scores.Sum()), Is.All.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void Transform_PathsBytesAndImages_GiveTheSameScores()
    {
        var rows = ClassifierRows.Paths(folder, 5);
        var paths = mlContext.Data.LoadFromEnumerable(rows);
        var bytes = mlContext.Data.LoadFromEnumerable(rows.Select(row => new BytesRow { Image = File.ReadAllBytes(row.Path) }));
        var images = mlContext.Transforms.LoadImages("Image", null, "Path").Fit(paths).Transform(paths);
        var sized = mlContext.Transforms.ResizeImages("Image", 20, 20).Fit(images).Transform(images);
        var expected = mlContext.Transforms.FrequencyClassifier(model, "Path").Fit(paths).Transform(paths).GetColumn<float[]>("Score").ToArray();

        Assert.That(mlContext.Transforms.FrequencyClassifier(model, "Image").Fit(bytes).Transform(bytes).GetColumn<float[]>("Score"), Is.EqualTo(expected));
        Assert.That(mlContext.Transforms.FrequencyClassifier(model, "Image").Fit(images).Transform(images).GetColumn<float[]>("Score"), Is.EqualTo(expected));
        Assert.That(mlContext.Transforms.FrequencyClassifier(model, "Image").Fit(sized).Transform(sized).GetColumn<float[]>("Score"), Is.EqualTo(expected));
    }

    [Test]
    public void Transform_Evaluate_GivesTheAccuracyOfLabelsInTheModelsOrder()
    {
        var rows = ClassifierRows.Paths(folder, 9);
        var data = mlContext.Data.LoadFromEnumerable(rows.Select(row => new LabelledRow { Path = row.Path, Label = ClassifierRows.Labels[row.Id % 3] }));
        var labels = mlContext.Data.LoadFromEnumerable(ClassifierRows.Labels.Select(label => new { Label = label }));
        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label", keyData: labels).Append(mlContext.Transforms.FrequencyClassifier(model, "Path"));

        var metrics = mlContext.MulticlassClassification.Evaluate(pipeline.Fit(data).Transform(data));

        Assert.That(metrics.MicroAccuracy, Is.EqualTo(1));
        Assert.That(metrics.ConfusionMatrix.Counts.Select(row => row.Sum()), Is.EqualTo(new[] { 3, 3, 3 }));
        Assert.That(metrics.LogLoss, Is.LessThan(0.01));
    }

    [Test]
    public void GetOutputSchema_Columns_AreNamedAndAnnotatedAsByMLNetsClassifiers()
    {
        var options = new FrequencyClassifierOptions
        {
            Top = 2,
            PredictedLabelColumnName = "Label",
            ScoreColumnName = "Scores",
            TopLabelsColumnName = "Best",
            TopScoresColumnName = "BestScores",
            GateColumnName = "Open",
            ErrorColumnName = "Why",
        };
        var estimator = mlContext.Transforms.FrequencyClassifier(model, "Path", options);
        var data = mlContext.Data.LoadFromEnumerable(Array.Empty<PathRow>());

        var schema = estimator.Fit(data).GetOutputSchema(data.Schema);
        var shape = estimator.GetOutputSchema(mlContext.Shape<PathRow>());

        Assert.That(schema.Select(column => column.Name), Is.EqualTo(new[] { "Id", "Path", "Why", "Label", "Scores", "Best", "BestScores", "Open" }));
        var key = new KeyDataViewType(typeof(uint), 3);
        Assert.That(schema["Label"].Type, Is.EqualTo(key));
        Assert.That(schema["Scores"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 3)));
        Assert.That(schema["Best"].Type, Is.EqualTo(new VectorDataViewType(key, 2)));
        Assert.That(Texts("Scores", "SlotNames"), Is.EqualTo(ClassifierRows.Labels));
        Assert.That(Texts("Label", "KeyValues"), Is.EqualTo(ClassifierRows.Labels));
        Assert.That(Texts("Best", "KeyValues"), Is.EqualTo(ClassifierRows.Labels));
        Assert.That(Texts("Open", "SlotNames"), Is.EqualTo(new[] { "Y0", "Cb0", "Cr0" }));
        Assert.That(shape.Select(column => column.Name), Is.EqualTo(schema.Select(column => column.Name)));
        Assert.That(shape.Single(column => column.Name == "Label").IsKey, Is.True);
        Assert.That(shape.Single(column => column.Name == "Label").Annotations.Select(annotation => annotation.Name), Is.EqualTo(new[] { "KeyValues" }));
        Assert.That(estimator.Fit(data).Transform(data).Schema.Select(column => (column.Name, column.Type)), Is.EqualTo(schema.Select(column => (column.Name, column.Type))));

        string[] Texts(string column, string kind)
        {
            VBuffer<ReadOnlyMemory<char>> texts = default;
            schema[column].Annotations.GetValue(kind, ref texts);
            return [.. texts.DenseValues().Select(text => text.ToString())];
        }
    }

    [Test]
    public void Transform_BadImages_ThrowNamingTheFileOrBecomeMissing()
    {
        var rows = ClassifierRows.Paths(folder, 6);
        rows[4].Path = folder.Write("notes.png", "These are notes."u8.ToArray());
        var data = mlContext.Data.LoadFromEnumerable(rows);
        var lenient = new FrequencyClassifierOptions { OnError = OnImageError.MissingValue, ErrorColumnName = "Error", BatchSize = 4, Top = 1 };

        var strict = mlContext.Transforms.FrequencyClassifier(model, "Path").Fit(data).Transform(data);
        var view = mlContext.Transforms.FrequencyClassifier(model, "Path", lenient).Fit(data).Transform(data);

        Assert.That(() => strict.Names(), Throws.TypeOf<InvalidDataException>().With.Message.StartsWith($"Image '{rows[4].Path}': Not an image"));
        Assert.That(view.Names(), Is.EqualTo(new[] { "bright", "blue", "red", "bright", null, "red" }));
        Assert.That(view.GetColumn<string>("Error").Select(error => error.Length > 0), Is.EqualTo(new[] { false, false, false, false, true, false }));
        Assert.That(view.GetColumn<float[]>("Score").ElementAt(4), Is.All.NaN);
        Assert.That(view.GetColumn<uint[]>("TopLabels").ElementAt(4), Is.EqualTo(new[] { 0u }));
        Assert.That(view.GetColumn<float[]>("Gate").ElementAt(4), Is.All.NaN);
    }

    [Test]
    public void Transform_TruncatedJpeg_IsScoredOnlyWhereDecodingIsLenient()
    {
        var whole = File.ReadAllBytes(Repository.PathOf("data", "samples", "foliage", "7-0003.jpg"));
        var data = mlContext.Data.LoadFromEnumerable([new PathRow { Path = folder.Write("truncated.jpg", whole[..(whole.Length * 3 / 4)]) }]);
        var options = new FrequencyClassifierOptions { OnError = OnImageError.MissingValue, ErrorColumnName = "Error" };
        var lenientOptions = new FrequencyClassifierOptions { OnError = OnImageError.MissingValue, ErrorColumnName = "Error", Decoding = new DecodingOptions { Lenient = true } };

        var strict = mlContext.Transforms.FrequencyClassifier(model, "Path", options).Fit(data).Transform(data);
        var lenient = mlContext.Transforms.FrequencyClassifier(model, "Path", lenientOptions).Fit(data).Transform(data);

        Assert.That(strict.Names(), Is.EqualTo(new string?[] { null }));
        Assert.That(strict.GetColumn<string>("Error").Single(), Is.Not.Empty);
        Assert.That(lenient.Names(), Has.None.Null);
        Assert.That(lenient.GetColumn<string>("Error").Single(), Is.Empty);
        Assert.That(lenient.GetColumn<float[]>("Score").Single().Sum(), Is.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void MoveNext_AfterAnException_HasNoMoreRows()
    {
        var rows = ClassifierRows.Paths(folder, 12);
        rows[9].Path = folder["missing.png"];
        var data = mlContext.Data.LoadFromEnumerable(rows);
        var view = mlContext.Transforms.FrequencyClassifier(model, "Path", new FrequencyClassifierOptions { BatchSize = 4 }).Fit(data).Transform(data);
        using var cursor = view.GetRowCursor(view.Schema);

        for (var row = 0; row < 4; row++) Assert.That(cursor.MoveNext(), Is.True);
        Assert.That(() => cursor.MoveNext(), Throws.InstanceOf<IOException>());     // two batches ahead

        Assert.That(cursor.MoveNext(), Is.False);
        cursor.Dispose();
        Assert.That(cursor.MoveNext(), Is.False);
    }

    [Test]
    public void Dispose_Transformer_ClosesItsModelAlone()
    {
        var data = mlContext.Data.LoadFromEnumerable(ClassifierRows.Paths(folder, 3));
        var estimator = mlContext.Transforms.FrequencyClassifier(model, "Path");
        var first = estimator.Fit(data);
        var second = estimator.Fit(data);
        var view = first.Transform(data);

        first.Dispose();

        Assert.That(() => view.Names(), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(second.Transform(data).Names(), Is.EqualTo(ClassifierRows.Labels));
        Assert.That(estimator.Fit(data).Transform(data).Names(), Is.EqualTo(ClassifierRows.Labels));
    }

    [TestCase(false), TestCase(true)]
    public void Dispose_PredictionEngine_ClosesTheModelIfItOwnsTheTransformer(bool owns)
    {
        var rows = ClassifierRows.Paths(folder, 3);
        var data = mlContext.Data.LoadFromEnumerable(rows);
        var transformer = mlContext.Transforms.FrequencyClassifier(model, "Path").Fit(data);

        var engine = mlContext.Model.CreatePredictionEngine<PathRow, ScoredRow>(transformer, new PredictionEngineOptions { OwnsTransformer = owns });
        Assert.That(engine.Predict(rows[1]).PredictedLabel, Is.EqualTo(2));
        engine.Dispose();

        if (owns) Assert.That(() => transformer.Transform(data).Names(), Throws.TypeOf<ObjectDisposedException>());
        else Assert.That(transformer.Transform(data).Names(), Is.EqualTo(ClassifierRows.Labels));
    }

    [Test]
    public void Transform_ScoresNotAskedFor_ReadsNoImage()
    {
        var data = mlContext.Data.LoadFromEnumerable([new PathRow { Id = 7, Path = "no such file.png" }]);

        var view = mlContext.Transforms.FrequencyClassifier(model, "Path").Fit(data).Transform(data);

        Assert.That(view.GetColumn<int>("Id"), Is.EqualTo(new[] { 7 }));
        Assert.That(() => view.Names(), Throws.InstanceOf<IOException>().With.Message.Contains("no such file.png"));
    }

    [Test]
    public void Transform_OtherColumns_PassThroughWhateverTheyHold()
    {
        var paths = ClassifierRows.Paths(folder, 11);
        var rows = mlContext.Data.LoadFromEnumerable(paths.Select(row => new WideRow
        {
            Path = row.Path,
            Text = $"text {row.Id}",
            Flag = row.Id % 2 == 0,
            Numbers = [.. Enumerable.Range(0, row.Id).Select(value => (double)value)],
            Words = ["a", $"{row.Id}"],
            When = new DateTime(2026, 1, 1 + row.Id),
        }));
        var data = mlContext.Transforms.LoadImages("Image", null, "Path").Append(mlContext.Transforms.ResizeImages("Image", 20, 20)).Fit(rows).Transform(rows);

        var view = mlContext.Transforms.FrequencyClassifier(model, "Path", new FrequencyClassifierOptions { BatchSize = 3 }).Fit(data).Transform(data);
        var actual = mlContext.Data.CreateEnumerable<WideScored>(view, reuseRowObject: false).ToArray();

        Assert.That(actual.Select(row => row.Text), Is.EqualTo(Enumerable.Range(0, 11).Select(id => $"text {id}")));
        Assert.That(actual.Select(row => row.Flag), Is.EqualTo(Enumerable.Range(0, 11).Select(id => id % 2 == 0)));
        Assert.That(actual.Select(row => row.Numbers.Length), Is.EqualTo(Enumerable.Range(0, 11)));
        Assert.That(actual.Select(row => row.Words[1]), Is.EqualTo(Enumerable.Range(0, 11).Select(id => $"{id}")));
        Assert.That(actual.Select(row => row.When.Day), Is.EqualTo(Enumerable.Range(1, 11)));
        Assert.That(actual.Select(row => row.PredictedLabel), Is.EqualTo(Enumerable.Range(0, 11).Select(id => (uint)(id % 3) + 1)));
        Assert.That(actual.Select(row => row.Image!.Pixels[0]), Is.EqualTo(paths.Select(row => MLImage.CreateFromFile(row.Path).Pixels[0])));
        Assert.That(actual.Select(row => row.Image), Is.Unique);
    }

    [Test]
    public void CreatePredictionEngine_Paths_GivesTheSameScores()
    {
        var rows = ClassifierRows.Paths(folder, 3);
        var data = mlContext.Data.LoadFromEnumerable(rows);
        var transformer = mlContext.Transforms.FrequencyClassifier(model, "Path").Fit(data);
        var expected = transformer.Transform(data).GetColumn<float[]>("Score").ToArray();

        using var engine = mlContext.Model.CreatePredictionEngine<PathRow, ScoredRow>(transformer);
        var actual = rows.Select(row => engine.Predict(row)).Select(row => (row.PredictedLabel, row.Score, row.Gate.Length)).ToArray();

        Assert.That(transformer.IsRowToRowMapper, Is.True);
        Assert.That(actual.Select(row => row.PredictedLabel), Is.EqualTo(new[] { 1u, 2u, 3u }));
        Assert.That(actual.Select(row => row.Score), Is.EqualTo(expected));
    }

    [TestCase(false), TestCase(true)]
    public void Load_NewProcess_GivesTheSameValues(bool register)
    {
        var rows = ClassifierRows.Paths(folder, 8);
        rows[3].Path = folder["missing.png"];
        var data = mlContext.Data.LoadFromEnumerable(rows);
        var options = new FrequencyClassifierOptions
        {
            Top = 2,
            BatchSize = 3,
            Device = InferenceDevice.Cpu,
            Threads = 1,
            PredictedLabelColumnName = "The \"label\"",
            ScoreColumnName = "All scores",
            TopLabelsColumnName = "Best two",
            TopScoresColumnName = "Their scores",
            GateColumnName = "Is open",
            OnError = OnImageError.MissingValue,
            ErrorColumnName = "What went wrong",
        };
        var transformer = mlContext.Transforms.CopyColumns("Photo file", "Path").Append(mlContext.Transforms.FrequencyClassifier(model, "Photo file", options)).Fit(data);
        File.Delete(model);                                  // the saved model holds it
        var here = transformer.Transform(data);

        var there = ModelLoader.TransformInNewProcess(mlContext, folder, transformer, data, register);

        Assert.That(there.Schema.Select(column => column.Name), Is.EqualTo(here.Schema.Select(column => column.Name)));
        Assert.That(there.Names("The \"label\""), Is.EqualTo(new[] { "bright", "blue", "red", null, "blue", "red", "bright", "blue" }));
        Assert.That(there.GetColumn<string>("What went wrong"), Is.EqualTo(here.GetColumn<string>("What went wrong")));
        Assert.That(there.GetColumn<uint[]>("Best two"), Is.EqualTo(here.GetColumn<uint[]>("Best two")));
        foreach (var column in new[] { "All scores", "Their scores", "Is open" })
            Assert.That(there.GetColumn<float[]>(column), Is.EqualTo(here.GetColumn<float[]>(column)), column);
    }

    [Test]
    public void Load_ParallelCursors_GiveTheSameRows()
    {
        var data = mlContext.Data.LoadFromEnumerable(ClassifierRows.Paths(folder, 200));
        using var stream = new MemoryStream();
        mlContext.Model.Save(mlContext.Transforms.FrequencyClassifier(model, "Path").Fit(data), data.Schema, stream);
        stream.Position = 0;
        var view = new MLContext().Model.Load(stream, out _).Transform(data);

        var cursors = view.GetRowCursorSet(view.Schema, 3);
        foreach (var cursor in cursors) cursor.Dispose();

        Assert.That(cursors, Has.Length.EqualTo(3));
        Assert.That(view.Names(), Is.EqualTo(Enumerable.Range(0, 200).Select(id => ClassifierRows.Labels[id % 3])));
    }

    [Test]
    public void FrequencyClassifier_WrongArguments_ThrowSayingWhat()
    {
        var numbers = mlContext.Data.LoadFromEnumerable([new { Path = 1f }]);

        Assert.That(() => mlContext.Transforms.FrequencyClassifier("no such.onnx", "Path"), Throws.TypeOf<FileNotFoundException>());
        Assert.That(() => mlContext.Transforms.FrequencyClassifier(folder.Write("no.onnx", [1, 2, 3]), "Path"), Throws.InvalidOperationException.With.Message.Contains("no.onnx"));
        Assert.That(() => mlContext.Transforms.FrequencyClassifier(model, " "), Throws.ArgumentException);
        Assert.That(() => mlContext.Transforms.FrequencyClassifier(model, "Path", new FrequencyClassifierOptions { Device = InferenceDevice.Parse("webgpu") }),
            Throws.TypeOf<DeviceUnavailableException>());
        Assert.That(() => mlContext.Transforms.FrequencyClassifier(model, "Path", new FrequencyClassifierOptions { GateColumnName = "Score" }),
            Throws.ArgumentException.With.Message.StartsWith("Two output columns are called 'Score'."));
        Assert.That(() => mlContext.Transforms.FrequencyClassifier(model, "Path").Fit(numbers), Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith("Schema mismatch for input column 'Path': expected Text, Vector<Byte> or Image, got Single."));
        Assert.That(() => mlContext.Transforms.FrequencyClassifier(model, "Foto").GetOutputSchema(mlContext.Shape<PathRow>()), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => mlContext.Transforms.FrequencyClassifier(model, "Path", new FrequencyClassifierOptions { ErrorColumnName = "Score" }),
            Throws.ArgumentException.With.Message.StartsWith("Two output columns are called 'Score'."));
        Assert.That(() => new FrequencyClassifierOptions { Limits = null! }, Throws.ArgumentNullException);
        Assert.That(() => new FrequencyClassifierOptions { ErrorColumnName = "" }, Throws.ArgumentException);
        Assert.That(() => new FrequencyClassifierOptions { OnError = (OnImageError)9 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new FrequencyClassifierOptions { BatchSize = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new FrequencyClassifierOptions { ScoreColumnName = "" }, Throws.ArgumentException);
    }

    private static string Textures => Repository.PathOf("Models", "weights", "textures.onnx");

    private sealed class LabelledRow
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";
    }

    private class WideRow
    {
        public string Path { get; set; } = "";

        public string Text { get; set; } = "";

        public bool Flag { get; set; }

        public double[] Numbers { get; set; } = [];

        [VectorType(2)]
        public string[] Words { get; set; } = [];

        public DateTime When { get; set; }
    }

    private sealed class WideScored : WideRow
    {
        public uint PredictedLabel { get; set; }

        [ImageType(20, 20)]
        public MLImage? Image { get; set; }
    }
}
