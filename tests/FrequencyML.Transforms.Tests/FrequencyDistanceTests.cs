using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;

namespace FrequencyML.Transforms.Tests;

internal sealed class FrequencyDistanceTests
{
    private static readonly ChannelWeights Weights = new(ChannelSelection.Parse("Y0,Y1,Cb0"), [1, 0.25f, 1e-6f]);

    private readonly MLContext mlContext = new();

    [TestCase(false), TestCase(true)]
    public void Transform_TwoColumns_EqualsTheFunctionHereAndInANewProcess(bool register)
    {
        using var folder = new TemporaryFolder();
        var pairs = Enumerable.Range(1, 20).Select(seed => Pair(new Random(seed))).Append(new PairRow { Other = [1, 2, 3, float.NaN, 5, 6] }).ToArray();
        var data = mlContext.Data.LoadFromEnumerable(pairs);
        var model = mlContext.Transforms.CopyColumns("The other", "Other").Append(mlContext.Transforms.FrequencyDistance("How \"far\"", "One", "The other", Weights)).Fit(data);

        var here = model.Transform(data);
        var there = ModelLoader.TransformInNewProcess(mlContext, folder, model, data, register);

        Assert.That(here.Schema["How \"far\""].Type, Is.EqualTo(NumberDataViewType.Single));
        Assert.That(here.GetColumn<float>("How \"far\""), Is.EqualTo(pairs.Select(pair => (float)FrequencyDistance.Between(pair.One, pair.Other, Weights))));
        Assert.That(there.GetColumn<float>("How \"far\""), Is.EqualTo(here.GetColumn<float>("How \"far\"")));
    }

    [Test]
    public void CreatePredictionEngine_Pair_GivesTheDistance()
    {
        var transformer = mlContext.Transforms.FrequencyDistance("Distance", "One", "Other", Weights).Fit(mlContext.Data.LoadFromEnumerable(Array.Empty<PairRow>()));
        using var engine = mlContext.Model.CreatePredictionEngine<PairRow, DistanceRow>(transformer);
        var pair = Pair(new Random(1));

        Assert.That(engine.Predict(pair).Distance, Is.EqualTo((float)FrequencyDistance.Between(pair.One, pair.Other, Weights)));
    }

    [Test]
    public void FitAndGetOutputSchema_Columns_AreChecked()
    {
        var data = mlContext.Data.LoadFromEnumerable([new PairRow()]);
        var shape = mlContext.Transforms.FrequencyDistance("Distance", "One", "Other", Weights).GetOutputSchema(mlContext.Shape<PairRow>());

        Assert.That(shape.Single(column => column.Name == "Distance").ItemType, Is.EqualTo(NumberDataViewType.Single));
        Assert.That(shape.Single(column => column.Name == "Distance").Kind, Is.EqualTo(SchemaShape.Column.VectorKind.Scalar));
        AssertMismatch("One", "Long", "'Long': expected Vector<Single, 6> as column 'One', got Vector<Single, 9>.");
        AssertMismatch("Number", "Other", "'Number': expected Vector<Single> of known size, got Single.");
        Assert.That(() => mlContext.Transforms.FrequencyDistance("Distance", "One", "Other", ChannelWeights.Flat(ChannelSelection.LowFrequency(4, 0, 0))).Fit(data),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("'One': expected Vector<Single> of 4 channels"));

        void AssertMismatch(string first, string second, string message) => Assert.That(
            () => mlContext.Transforms.FrequencyDistance("Distance", first, second, Weights).Fit(data),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith($"Schema mismatch for input column {message}"));
    }

    private static PairRow Pair(Random random) => new() { One = Tensor(random), Other = Tensor(random) };

    private static float[] Tensor(Random random) => [.. Enumerable.Range(0, 6).Select(_ => (float)(random.NextDouble() * 200 - 100))];

    private sealed class PairRow
    {
        [VectorType(6)]
        public float[] One { get; set; } = new float[6];

        [VectorType(6)]
        public float[] Other { get; set; } = new float[6];

        [VectorType(9)]
        public float[] Long { get; set; } = new float[9];

        public float Number { get; set; }
    }

    private sealed class DistanceRow
    {
        public float Distance { get; set; }
    }
}
