using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Transforms.Tests;

/// <summary>The steps one by one, behind one another.</summary>
internal sealed class StepChainTests
{
    private static readonly ChannelSelection Selection = ChannelSelection.Parse("Cr1,Y0-9,Y63,Cb0,Cb8");

    private static readonly byte[][] Images =
    [
        TestImage.Color(60, 40),
        TestImage.Color(17, 90, seed: 1),
        TestImage.Gray(33, 33),
        TestImage.Color(48, 24, seed: 2, SKEncodedImageFormat.Png),
        TestImage.Color(64, 64, seed: 3, SKEncodedImageFormat.Webp),
    ];

    private readonly MLContext mlContext = new(seed: 1);

    // The sums of the fused operator are rounded once, those of the chain twice: samples up to 255 have an ulp of 1.5e-5, blocks sum 64 of them.
    [TestCase(DecodingPath.Pixels), TestCase(DecodingPath.Auto)]
    public void Transform_Chain_EqualsTheFusedTransform(DecodingPath path)
    {
        var geometry = new ImageGeometry(40, 24, ResizeKernel.Bilinear, ChromaFilter.Dctnet);
        var decoding = new DecodingOptions { Path = path };
        var data = mlContext.Data.LoadFromEnumerable(Images.Select((image, id) => new BytesRow { Id = id, Image = image }));
        var chain = mlContext.Transforms.ConvertToYCbCr("Planes", "Image", new ConvertToYCbCrOptions { Geometry = geometry, Decoding = decoding })
            .Append(mlContext.Transforms.DctTransform("All", "Planes"))
            .Append(mlContext.Transforms.SelectFrequencyChannels("Dct", "All", Selection));
        var fused = mlContext.Transforms.DctChannels("Dct", "Image", new DctChannelsOptions { Selection = Selection, Geometry = geometry, Decoding = decoding });

        var actual = chain.Fit(data).Transform(data);
        var expected = fused.Fit(data).Transform(data).Values("Dct");

        Assert.That(actual.Schema["Planes"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 3 * 24 * 24)));
        Assert.That(actual.Schema["All"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 192 * 3 * 3)));
        Assert.That(actual.Schema["Dct"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, Selection.Count * 3 * 3)));
        foreach (var (tensor, reference) in actual.Values("Dct").Zip(expected)) Assert.That(tensor, Is.EqualTo(reference).Within(1e-3));
    }

    [Test]
    public void ConvertToYCbCr_GrayPixel_HasItsLevelAndNeutralChroma()
    {
        var options = new ConvertToYCbCrOptions { Geometry = new ImageGeometry(8, 8) };
        var data = mlContext.Data.LoadFromEnumerable([new BytesRow { Image = TestImage.Flat(8, 8, new SKColor(200, 200, 200)) }]);

        var planes = mlContext.Transforms.ConvertToYCbCr("Planes", "Image", options).Fit(data).Transform(data).Values("Planes").Single();

        Assert.That(planes[..64], Is.All.EqualTo(200).Within(1e-3));
        Assert.That(planes[64..], Is.All.EqualTo(128).Within(1e-3));
    }

    [Test]
    public void SelectFrequencyChannels_OfASelection_KeepsItsPlanes()
    {
        var input = ChannelSelection.Parse("Y0,Y1,Cb0");
        var data = Tensors([[0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23]]);

        var actual = mlContext.Transforms.SelectFrequencyChannels("Kept", "Tensor", ChannelSelection.Parse("Cb0,Y0"), input).Fit(data).Transform(data);

        Assert.That(actual.Values("Kept").Single(), Is.EqualTo(new float[] { 20, 21, 22, 23, 0, 1, 2, 3 }));
        Assert.That(() => mlContext.Transforms.SelectFrequencyChannels("Kept", "Tensor", ChannelSelection.Parse("Y0,Cr5"), input),
            Throws.ArgumentException.With.Message.StartsWith("Channel Cr5 is not among the 3 channels of the input."));
        Assert.That(() => mlContext.Transforms.SelectFrequencyChannels("Kept", "Tensor", 25), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void SelectFrequencyChannels_SelectionFile_IsItsSelection()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("selection.txt", "# two\nY1,Y0\n"u8.ToArray());
        var data = Tensors([[.. Enumerable.Range(0, 192).Select(value => (float)value)]]);

        var actual = mlContext.Transforms.SelectFrequencyChannels("Kept", "Tensor", ChannelSelection.Load(file)).Fit(data).Transform(data);

        Assert.That(actual.Values("Kept").Single(), Is.EqualTo(new float[] { 1, 0 }));
    }

    [Test]
    public void NormalizeFrequencyChannels_Fit_MeasuresEachChannelInOnePass()
    {
        // Two channels of two blocks; the row with a missing value counts for nothing and stays missing.
        var data = Tensors([[1, 3, 10, 10], [5, 7, 10, 10], [float.NaN, 100, 100, 100]]);

        var transformer = mlContext.Transforms.NormalizeFrequencyChannels("Normal", "Tensor", channelCount: 2).Fit(data);
        var normal = transformer.Transform(data).Values("Normal");

        Assert.That(transformer.Mean, Is.EqualTo(new float[] { 4, 10 }));
        Assert.That(transformer.StandardDeviation, Is.EqualTo(new[] { (float)Math.Sqrt(20 / 3.0), 0 }).Within(1e-6));
        var scale = (float)Math.Sqrt(3 / 20.0);
        Assert.That(normal[0], Is.EqualTo(new[] { -3 * scale, -scale, 0, 0 }).Within(1e-6));
        Assert.That(normal[1], Is.EqualTo(new[] { scale, 3 * scale, 0, 0 }).Within(1e-6));
        Assert.That(normal[2][0], Is.NaN);
    }

    [Test]
    public void NormalizeFrequencyChannels_Constants_ReadsNoRow()
    {
        var rows = mlContext.Data.LoadFromEnumerable(Unreadable());
        var data = Tensors([[1, 3, 10, 10]]);

        var transformer = mlContext.Transforms.NormalizeFrequencyChannels("Normal", "Tensor", [1, 8], [2, 4]).Fit(rows);

        Assert.That(transformer.Transform(data).Values("Normal").Single(), Is.EqualTo(new[] { 0, 1, 0.5f, 0.5f }));

        static IEnumerable<TensorRow> Unreadable()
        {
            yield return new TensorRow();
            throw new InvalidOperationException("A row was read.");
        }
    }

    [Test]
    public void NormalizeFrequencyChannels_NothingToMeasure_Throws()
    {
        var estimator = mlContext.Transforms.NormalizeFrequencyChannels("Normal", "Tensor", channelCount: 2);

        Assert.That(() => estimator.Fit(Tensors([])), Throws.InvalidOperationException.With.Message.Contains("no row to measure: column 'Tensor'"));
        Assert.That(() => estimator.Fit(Tensors([[float.NaN, 1, 2, 3]])), Throws.InvalidOperationException);
    }

    [Test]
    public void WeightFrequencyChannels_Weights_MultiplyTheirChannels()
    {
        var data = Tensors([[1, 3, 10, 20]]);

        var actual = mlContext.Transforms.WeightFrequencyChannels("Weighted", "Tensor", [2, 0.5f]).Fit(data).Transform(data);

        Assert.That(actual.Values("Weighted").Single(), Is.EqualTo(new float[] { 2, 6, 5, 10 }));
    }

    [Test]
    public void Constants_OfWrongKind_ThrowSayingSo()
    {
        Assert.That(() => mlContext.Transforms.WeightFrequencyChannels("W", "Tensor", []), Throws.ArgumentException);
        Assert.That(() => mlContext.Transforms.WeightFrequencyChannels("W", "Tensor", [1, float.NaN]), Throws.ArgumentException);
        Assert.That(() => mlContext.Transforms.NormalizeFrequencyChannels("N", "Tensor", [1, 2], [1]),
            Throws.ArgumentException.With.Message.StartsWith("There are 2 means and 1 standard deviations"));
        Assert.That(() => mlContext.Transforms.NormalizeFrequencyChannels("N", "Tensor", [1], [-1]), Throws.ArgumentException);
        Assert.That(() => mlContext.Transforms.NormalizeFrequencyChannels("N", "Tensor", channelCount: 0), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static IEnumerable<TestCaseData> TensorSteps =>
    [
        new TestCaseData((MLContext context, string column) => (IEstimator<ITransformer>)context.Transforms.DctTransform("Out", column)).SetArgDisplayNames("DctTransform"),
        new TestCaseData((MLContext context, string column) => (IEstimator<ITransformer>)context.Transforms.SelectFrequencyChannels("Out", column, 24)).SetArgDisplayNames("Select"),
        new TestCaseData((MLContext context, string column) => (IEstimator<ITransformer>)context.Transforms.NormalizeFrequencyChannels("Out", column, 3)).SetArgDisplayNames("Normalize"),
        new TestCaseData((MLContext context, string column) => (IEstimator<ITransformer>)context.Transforms.WeightFrequencyChannels("Out", column, [1, 2, 3])).SetArgDisplayNames("Weight"),
    ];

    [TestCaseSource(nameof(TensorSteps))]
    public void FitAndGetOutputSchema_ColumnThatWillNotDo_ThrowsAsMLNetDoes(Func<MLContext, string, IEstimator<ITransformer>> create)
    {
        var shape = mlContext.Shape<OtherRow>();
        var data = mlContext.Data.LoadFromEnumerable([new OtherRow()]);
        AssertMismatch("Number", "expected Vector<Single> of known size, got Single.");
        AssertMismatch("Text", "expected Vector<Single> of known size, got String.");
        Assert.That(() => create(mlContext, "Variable").Fit(data), Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith("Schema mismatch for input column 'Variable': expected Vector<Single> of known size, got Vector<Single> of unknown size."));
        Assert.That(() => create(mlContext, "Seven").Fit(data), Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith("Schema mismatch for input column 'Seven': expected ").And.Message.Contains("got Vector<Single, 7>."));
        Assert.That(() => create(mlContext, "Foto").Fit(data), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("Could not find input column 'Foto'."));
        Assert.That(() => create(mlContext, "Foto").GetOutputSchema(shape), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => create(mlContext, " "), Throws.ArgumentException);

        void AssertMismatch(string column, string message)
        {
            Assert.That(() => create(mlContext, column).GetOutputSchema(shape), Throws.TypeOf<ArgumentOutOfRangeException>()
                .With.Message.StartsWith($"Schema mismatch for input column '{column}': {message}"));
            Assert.That(() => create(mlContext, column).Fit(data), Throws.TypeOf<ArgumentOutOfRangeException>()
                .With.Message.StartsWith($"Schema mismatch for input column '{column}': {message}"));
        }
    }

    [Test]
    public void Transform_TensorOfOtherSizeThanInFit_ThrowsSchemaMismatch()
    {
        var transformer = mlContext.Transforms.WeightFrequencyChannels("Weighted", "Tensor", [2, 3]).Fit(Tensors([]));
        var longer = mlContext.Data.LoadFromEnumerable([new LongerRow()]);

        Assert.That(() => transformer.Transform(longer), Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith("Schema mismatch for input column 'Tensor': expected Vector<Single, 4>, got Vector<Single, 8>."));
    }

    [Test]
    public void Load_ColumnOfOtherSize_ThrowsInsteadOfTakingOtherChunks()
    {
        // 28 is 16 + 8 + 4, and 12 is 8 + 4: the saved concatenation would find all its chunks.
        var made = mlContext.Data.LoadFromEnumerable([new TwelveRow()]);
        var other = mlContext.Data.LoadFromEnumerable([new TwentyEightRow()]);
        using var stream = new MemoryStream();
        mlContext.Model.Save(mlContext.Transforms.WeightFrequencyChannels("Weighted", "Tensor", [1, 1, 1, 1]).Fit(made), made.Schema, stream);
        stream.Position = 0;
        var loaded = mlContext.Model.Load(stream, out _);

        Assert.That(() => loaded.Transform(other).Values("Weighted"), Throws.InvalidOperationException
            .With.InnerException.Message.EqualTo("The step was made for rows of 12 values; the column has 28."));
    }

    [TestCase(false), TestCase(true)]
    public void Load_NewProcessEveryStep_GivesTheSameValues(bool register)
    {
        using var folder = new TemporaryFolder();
        var data = mlContext.Data.LoadFromEnumerable(
            Images.Append("no image"u8.ToArray()).Select((image, id) => new PathRow { Id = id, Path = folder.Write($"image {id}", image) }).ToList());
        var options = new ConvertToYCbCrOptions
        {
            Geometry = new ImageGeometry(40, 24, ResizeKernel.Bilinear, ChromaFilter.Dctnet),
            Limits = new InputLimits { MaxPixels = 5_000 },
            Decoding = new DecodingOptions { Path = DecodingPath.Pixels, Lenient = true },
            OnError = OnImageError.MissingValue,
            ErrorColumnName = "What went wrong",
        };
        var pipeline = mlContext.Transforms.CopyColumns("Photo file", "Path")
            .Append(mlContext.Transforms.ConvertToYCbCr("The \"planes\"", "Photo file", options))
            .Append(mlContext.Transforms.DctTransform("All of them", "The \"planes\""))
            .Append(mlContext.Transforms.SelectFrequencyChannels("A few", "All of them", Selection))
            .Append(mlContext.Transforms.NormalizeFrequencyChannels("Normal ones", "A few", Selection.Count))
            .Append(mlContext.Transforms.WeightFrequencyChannels("Weighted ones", "Normal ones", Selection.Select((_, place) => 1f / (place + 3))))
            .Append(mlContext.Transforms.NormalizeFrequencyChannels("A few", "A few", [.. Selection.Select(_ => 0.1f)], [.. Selection.Select(_ => 1e-7f)]));
        var model = pipeline.Fit(data);

        var here = model.Transform(data);
        var there = ModelLoader.TransformInNewProcess(mlContext, folder, model, data, register);

        Assert.That(there.Schema.Select(column => (column.Name, column.Type)),
            Is.EqualTo(here.Schema.Where(column => !column.IsHidden).Select(column => (column.Name, column.Type))));
        Assert.That(there.GetColumn<string>("What went wrong").Select(text => text.Length > 0), Is.EqualTo(new[] { false, false, false, false, false, true }));
        foreach (var column in new[] { "The \"planes\"", "All of them", "A few", "Normal ones", "Weighted ones" })
            Assert.That(there.Values(column), Is.EqualTo(here.Values(column)), column);
    }

    [Test]
    public void CreatePredictionEngine_Chain_GivesTheSameValues()
    {
        var data = mlContext.Data.LoadFromEnumerable(Images.Select((image, id) => new BytesRow { Id = id, Image = image }));
        var options = new ConvertToYCbCrOptions { Geometry = new ImageGeometry(24, 24) };
        var model = mlContext.Transforms.ConvertToYCbCr("Planes", "Image", options).Append(mlContext.Transforms.DctTransform("All", "Planes"))
            .Append(mlContext.Transforms.SelectFrequencyChannels("Dct", "All", 24)).Append(mlContext.Transforms.NormalizeFrequencyChannels("Dct", "Dct", 24))
            .Append(mlContext.Transforms.WeightFrequencyChannels("Dct", "Dct", Enumerable.Repeat(2f, 24))).Fit(data);
        var expected = model.Transform(data).Values("Dct");

        using var engine = mlContext.Model.CreatePredictionEngine<BytesRow, DctRow>(model);

        Assert.That(Images.Select(image => engine.Predict(new BytesRow { Image = image }).Dct), Is.EqualTo(expected));
    }

    [Test]
    public void GetRowCursor_ManyRows_KeepsTheOrderOfParallelCursors()
    {
        const int RowCount = 500;
        var data = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, RowCount).Select(id => new BytesRow { Id = id, Image = Images[id % Images.Length] }));
        var view = mlContext.Transforms.ConvertToYCbCr("Planes", "Image", new ConvertToYCbCrOptions { Geometry = new ImageGeometry(16, 16) })
            .Append(mlContext.Transforms.DctTransform("All", "Planes")).Fit(data).Transform(data);

        var cursors = view.GetRowCursorSet(view.Schema, 3);
        foreach (var cursor in cursors) cursor.Dispose();
        var all = view.Values("All");

        Assert.That(cursors, Has.Length.EqualTo(3));
        Assert.That(view.GetColumn<int>("Id"), Is.EqualTo(Enumerable.Range(0, RowCount)));
        for (var id = 0; id < RowCount; id++) Assert.That(all[id], Is.EqualTo(all[id % Images.Length]), $"row {id}");
    }

    private IDataView Tensors(float[][] tensors)
    {
        var definition = SchemaDefinition.Create(typeof(TensorRow));
        definition["Tensor"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, tensors.Length == 0 ? 4 : tensors[0].Length);
        return mlContext.Data.LoadFromEnumerable(tensors.Select(tensor => new TensorRow { Tensor = tensor }), definition);
    }

    private sealed class TensorRow
    {
        [VectorType(4)]
        public float[] Tensor { get; set; } = new float[4];
    }

    private sealed class LongerRow
    {
        [VectorType(8)]
        public float[] Tensor { get; set; } = new float[8];
    }

    private sealed class TwelveRow
    {
        [VectorType(12)]
        public float[] Tensor { get; set; } = new float[12];
    }

    private sealed class TwentyEightRow
    {
        [VectorType(28)]
        public float[] Tensor { get; set; } = new float[28];
    }

    private sealed class DctRow
    {
        public float[] Dct { get; set; } = [];
    }

    private sealed class OtherRow
    {
        public float Number { get; set; }

        public string Text { get; set; } = "";

        public float[] Variable { get; set; } = [];

        [VectorType(7)]
        public float[] Seven { get; set; } = new float[7];
    }
}
