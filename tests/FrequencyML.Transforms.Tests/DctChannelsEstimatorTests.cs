using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;

namespace FrequencyML.Transforms.Tests;

internal sealed class DctChannelsEstimatorTests
{
    private readonly MLContext mlContext = new();

    [Test]
    public void GetOutputSchema_PathShape_AddsKnownSizeVectorOfSingleOnly()
    {
        var shape = mlContext.Transforms.DctChannels("Dct", "Path").GetOutputSchema(mlContext.Shape<PathRow>());

        Assert.That(shape.Select(column => column.Name), Is.EqualTo(new[] { "Id", "Path", "Dct" }));
        var output = shape.Single(column => column.Name == "Dct");
        Assert.That(output.Kind, Is.EqualTo(SchemaShape.Column.VectorKind.Vector));
        Assert.That(output.ItemType, Is.EqualTo(NumberDataViewType.Single));
        Assert.That(output.IsKey, Is.False);
    }

    [Test]
    public void GetOutputSchema_BytesShapeOfAnySize_AddsKnownSizeVector()
    {
        var variable = mlContext.Transforms.DctChannels("Dct", "Image").GetOutputSchema(mlContext.Shape<BytesRow>());
        var fixedSize = mlContext.Transforms.DctChannels("Dct", "Image").GetOutputSchema(mlContext.Shape<FixedBytesRow>());

        Assert.That(variable.Single(column => column.Name == "Dct").Kind, Is.EqualTo(SchemaShape.Column.VectorKind.Vector));
        Assert.That(fixedSize.Single(column => column.Name == "Dct").Kind, Is.EqualTo(SchemaShape.Column.VectorKind.Vector));
    }

    [Test]
    public void GetOutputSchema_NoInputColumnName_ReplacesTheColumn()
    {
        var shape = mlContext.Transforms.DctChannels("Path").GetOutputSchema(mlContext.Shape<PathRow>());

        Assert.That(shape.Select(column => column.Name), Is.EquivalentTo(new[] { "Id", "Path" }));
        Assert.That(shape.Single(column => column.Name == "Path").ItemType, Is.EqualTo(NumberDataViewType.Single));
    }

    [TestCase("Number", "Single")]
    [TestCase("Numbers", "Vector<Single>")]
    [TestCase("Texts", "Vector<String>")]
    [TestCase("Byte", "Byte")]
    [TestCase("Keys", "Vector<Key<Byte>>")]
    public void GetOutputSchema_ShapeOfOtherType_ThrowsSchemaMismatch(string column, string got)
    {
        var estimator = mlContext.Transforms.DctChannels("Dct", column);
        var shape = mlContext.Shape<OtherRow>();

        Assert.That(() => estimator.GetOutputSchema(shape), Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith($"Schema mismatch for input column '{column}': expected Text, Vector<Byte> or Image, got {got}."));
    }

    [TestCase("Number", "Single")]
    [TestCase("Numbers", "Vector<Single, 3>")]
    [TestCase("Texts", "Vector<String, 2>")]
    [TestCase("Byte", "Byte")]
    public void Fit_ColumnOfOtherType_ThrowsSchemaMismatch(string column, string got)
    {
        var data = mlContext.Data.LoadFromEnumerable(new[] { new OtherRow() });

        Assert.That(() => mlContext.Transforms.DctChannels("Dct", column).Fit(data), Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith($"Schema mismatch for input column '{column}': expected Text, Vector<Byte> or Image, got {got}."));
    }

    [Test]
    public void FitAndGetOutputSchema_MissingColumn_ThrowNamingIt()
    {
        var estimator = mlContext.Transforms.DctChannels("Dct", "Foto");
        var data = mlContext.Data.LoadFromEnumerable(new[] { new PathRow() });
        var shape = mlContext.Shape<PathRow>();

        Assert.That(() => estimator.Fit(data), Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith("Could not find input column 'Foto'."));
        Assert.That(() => estimator.GetOutputSchema(shape), Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith("Could not find input column 'Foto'."));
    }

    [Test]
    public void Fit_MissingFiles_ReadsNoRow()
    {
        var data = mlContext.Data.LoadFromEnumerable(new[] { new PathRow { Path = "no such file.jpg" } });

        Assert.That(() => mlContext.Transforms.DctChannels("Dct", "Path").Fit(data), Throws.Nothing);
    }

    [TestCase(""), TestCase(" ")]
    public void DctChannels_EmptyColumnName_Throws(string name)
    {
        Assert.That(() => mlContext.Transforms.DctChannels(name), Throws.ArgumentException);
        Assert.That(() => mlContext.Transforms.DctChannels("Dct", name), Throws.ArgumentException);
    }

    private sealed class FixedBytesRow
    {
        [VectorType(100)]
        public byte[] Image { get; set; } = new byte[100];
    }

    private sealed class OtherRow
    {
        public float Number { get; set; }

        [VectorType(3)]
        public float[] Numbers { get; set; } = new float[3];

        [VectorType(2)]
        public string[] Texts { get; set; } = ["a", "b"];

        public byte Byte { get; set; }

        [VectorType(2), KeyType(5)]
        public byte[] Keys { get; set; } = [1, 2];
    }
}
