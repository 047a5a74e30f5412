using FrequencyML.Tests.Shared;
using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Transforms.Tests;

internal sealed class DctChannelsTransformerTests
{
    private readonly MLContext mlContext = new();

    /// <summary>Sizes that need shrinking, enlarging and cropping; one component and three; lossy and lossless.</summary>
    private static readonly byte[][] Images =
    [
        TestImage.Color(60, 40),
        TestImage.Color(17, 90, seed: 1),
        TestImage.Gray(33, 33),
        TestImage.Color(48, 24, seed: 2, SKEncodedImageFormat.Png),
        TestImage.Gray(8, 10, SKEncodedImageFormat.Png),
        TestImage.Color(64, 64, seed: 3, SKEncodedImageFormat.Webp),
    ];

    private static IEnumerable<TestCaseData> OptionSets =>
    [
        new TestCaseData(Rows.TinyOptions).SetArgDisplayNames("tiny"),
        new TestCaseData(Rows.UnusualOptions).SetArgDisplayNames("unusual"),
        new TestCaseData(new DctChannelsOptions()).SetArgDisplayNames("default"),
    ];

    [TestCaseSource(nameof(OptionSets))]
    public void Transform_Paths_EqualsTheExtractor(DctChannelsOptions options)
    {
        using var folder = new TemporaryFolder();
        var data = Paths(folder, Images);

        var actual = mlContext.Transforms.DctChannels("Dct", "Path", options).Fit(data).Transform(data).Values("Dct");

        Assert.That(actual, Is.EqualTo(Images.Select(image => Rows.Expected(image, options))));
    }

    [TestCaseSource(nameof(OptionSets))]
    public void Transform_Bytes_EqualsTheExtractor(DctChannelsOptions options)
    {
        var data = mlContext.Data.LoadFromEnumerable(Images.Select((image, id) => new BytesRow { Id = id, Image = image }));

        var actual = mlContext.Transforms.DctChannels("Dct", "Image", options).Fit(data).Transform(data).Values("Dct");

        Assert.That(actual, Is.EqualTo(Images.Select(image => Rows.Expected(image, options))));
    }

    [Test]
    public void Transform_SparseBytesOfFixedSize_EqualsTheExtractor()
    {
        // A JPEG with zeros behind its end: readers stop at its end marker.
        var image = TestImage.Color(20, 20);
        var indices = Enumerable.Range(0, image.Length).Where(index => image[index] != 0).ToArray();
        var sparse = new VBuffer<byte>(8192, indices.Length, [.. indices.Select(index => image[index])], indices);
        var data = mlContext.Data.LoadFromEnumerable(new[] { new SparseRow { Image = sparse } });
        Assert.That(data.Schema["Image"].Type.ToString(), Is.EqualTo("Vector<Byte, 8192>"));

        var actual = mlContext.Transforms.DctChannels("Dct", "Image", Rows.TinyOptions).Fit(data).Transform(data).Values("Dct");

        Assert.That(actual.Single(), Is.EqualTo(Rows.Expected(image, Rows.TinyOptions)));
    }

    [Test]
    public void GetOutputSchema_Defaults_IsFlatVectorOfKnownSize()
    {
        var data = mlContext.Data.LoadFromEnumerable(Array.Empty<PathRow>());
        var transformer = mlContext.Transforms.DctChannels("Dct", "Path").Fit(data);

        var schema = transformer.GetOutputSchema(data.Schema);

        Assert.That(schema.Select(column => column.Name), Is.EqualTo(new[] { "Id", "Path", "Dct" }));
        Assert.That(schema["Dct"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 24 * 56 * 56)));
        Assert.That(schema["Dct"].Annotations.Schema, Is.Empty);
        Assert.That(transformer.Transform(data).Schema.Select(column => (column.Name, column.Type)),
            Is.EqualTo(schema.Select(column => (column.Name, column.Type))));
    }

    [Test]
    public void Transform_SchemaOfOtherKindThanInFit_ThrowsSchemaMismatch()
    {
        var paths = mlContext.Data.LoadFromEnumerable(Array.Empty<NamedPath>());
        var bytes = mlContext.Data.LoadFromEnumerable(Array.Empty<BytesRow>());
        var transformer = mlContext.Transforms.DctChannels("Dct", "Image").Fit(paths);

        AssertMismatch(() => transformer.Transform(bytes));
        AssertMismatch(() => transformer.GetOutputSchema(bytes.Schema));
        AssertMismatch(() => transformer.GetRowToRowMapper(bytes.Schema));

        static void AssertMismatch(Action use) => Assert.That(use, Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith("Schema mismatch for input column 'Image': expected Text, got Vector<Byte>."));
    }

    [Test]
    public void Transform_OutputNotAskedFor_ReadsNoImage()
    {
        var data = mlContext.Data.LoadFromEnumerable(new[] { new PathRow { Id = 7, Path = "no such file.jpg" } });
        var view = mlContext.Transforms.DctChannels("Dct", "Path").Fit(data).Transform(data);

        Assert.That(view.GetColumn<int>("Id"), Is.EqualTo(new[] { 7 }));
    }

    [Test]
    public void Transform_TwiceInOnePipeline_KeepsBothColumns()
    {
        var image = TestImage.Color(30, 50);
        var data = mlContext.Data.LoadFromEnumerable(new[] { new BytesRow { Image = image } });
        var pipeline = mlContext.Transforms.DctChannels("Tiny", "Image", Rows.TinyOptions)
            .Append(mlContext.Transforms.DctChannels("Image", options: Rows.UnusualOptions));

        var view = pipeline.Fit(data).Transform(data);

        Assert.That(view.Schema.Where(column => !column.IsHidden).Select(column => column.Name), Is.EquivalentTo(new[] { "Id", "Tiny", "Image" }));
        Assert.That(view.Values("Tiny").Single(), Is.EqualTo(Rows.Expected(image, Rows.TinyOptions)));
        Assert.That(view.Values("Image").Single(), Is.EqualTo(Rows.Expected(image, Rows.UnusualOptions)));
    }

    [Test]
    public void CreatePredictionEngine_PathsAndBytes_EqualsTheExtractor()
    {
        using var folder = new TemporaryFolder();
        var options = Rows.TinyOptions;
        var ofPaths = mlContext.Transforms.DctChannels("Dct", "Path", options).Fit(mlContext.Data.LoadFromEnumerable(Array.Empty<PathRow>()));
        var ofBytes = mlContext.Transforms.DctChannels("Dct", "Image", options).Fit(mlContext.Data.LoadFromEnumerable(Array.Empty<BytesRow>()));
        using var pathEngine = mlContext.Model.CreatePredictionEngine<PathRow, DctRow>(ofPaths);
        using var bytesEngine = mlContext.Model.CreatePredictionEngine<BytesRow, DctRow>(ofBytes);

        Assert.That(ofPaths.IsRowToRowMapper, Is.True);
        foreach (var image in Images)
        {
            var expected = Rows.Expected(image, options);
            Assert.That(pathEngine.Predict(new PathRow { Path = folder.Write("image", image) }).Dct, Is.EqualTo(expected));
            Assert.That(bytesEngine.Predict(new BytesRow { Image = image }).Dct, Is.EqualTo(expected));
        }
    }

    [Test]
    public void GetRowToRowMapper_OutputColumn_DependsOnTheInputColumnOnly()
    {
        var data = mlContext.Data.LoadFromEnumerable(Array.Empty<PathRow>());

        var mapper = mlContext.Transforms.DctChannels("Dct", "Path").Fit(data).GetRowToRowMapper(data.Schema);

        Assert.That(mapper.GetDependencies([mapper.OutputSchema["Dct"]]).Select(column => column.Name), Is.EqualTo(new[] { "Path" }));
    }

    private IDataView Paths(TemporaryFolder folder, IEnumerable<byte[]> images) => mlContext.Data.LoadFromEnumerable(
        images.Select((image, id) => new PathRow { Id = id, Path = folder.Write($"image {id}", image) }).ToList());

    private sealed class NamedPath
    {
        public string Image { get; set; } = "";
    }

    private sealed class SparseRow
    {
        [VectorType(8192)]
        public VBuffer<byte> Image { get; set; }
    }

    private sealed class DctRow
    {
        public float[] Dct { get; set; } = [];
    }
}
