using FrequencyML.Dct;
using FrequencyML.Models.Internal;
using FrequencyML.Tests.Shared;
using FrequencyML.Transforms;
using Google.Protobuf;
using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;

namespace FrequencyML.Models.Tests;

public sealed class ScoreFrequencyModelTests
{
    private readonly MLContext mlContext = new(seed: 1);
    private TemporaryFolder folder = null!;
    private string model = null!;

    private static string Textures => Repository.PathOf("Models", "weights", "textures.onnx");

    [SetUp]
    public void SetUp()
    {
        folder = new TemporaryFolder();
        model = ClassifierRows.Model(folder);
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Transform_Channels_EqualsApplyOnnxModelOnTheSameFile()
    {
        var data = Channels();

        var ours = mlContext.Transforms.ScoreFrequencyModel(Textures, "dct", new ScoreFrequencyModelOptions { BatchSize = 7 }).Fit(data).Transform(data);
        var theirs = mlContext.Transforms.ApplyOnnxModel(["logits", "gate"], ["dct"], Textures).Fit(data).Transform(data);

        var scores = ours.GetColumn<float[]>("Score").ToArray();
        var logits = theirs.GetColumn<float[]>("logits").ToArray();
        Assert.That(scores, Has.Length.EqualTo(40));
        Assert.That(scores, Is.EqualTo(logits.Select(Softmax)));
        Assert.That(ours.GetColumn<float[]>("Gate"), Is.EqualTo(theirs.GetColumn<float[]>("gate")));
        Assert.That(ours.GetColumn<uint>("PredictedLabel"), Is.EqualTo(logits.Select(row => (uint)Array.IndexOf(row, row.Max()) + 1)));
    }

    [Test]
    public void Transform_AfterDctChannels_EqualsTheClassifier()
    {
        var paths = mlContext.Data.LoadFromEnumerable(ClassifierRows.Paths(folder, 10));
        var options = new DctChannelsOptions { Selection = TestModel.Metadata.Selection, Geometry = TestModel.Metadata.Geometry };
        var steps = mlContext.Transforms.DctChannels("Dct", "Path", options).Append(mlContext.Transforms.ScoreFrequencyModel(model, "Dct"));
        var fused = mlContext.Transforms.FrequencyClassifier(model, "Path");

        Assert.That(steps.Fit(paths).Transform(paths).GetColumn<float[]>("Score"), Is.EqualTo(fused.Fit(paths).Transform(paths).GetColumn<float[]>("Score")));
    }

    [Test]
    public void Transform_MissingValues_HaveNoScores()
    {
        var data = mlContext.Data.LoadFromEnumerable([new TensorRow(), new TensorRow { Dct = [float.NaN, .. new float[11]] }, new TensorRow()]);

        var view = mlContext.Transforms.ScoreFrequencyModel(model, "Dct").Fit(data).Transform(data);

        Assert.That(view.GetColumn<uint>("PredictedLabel"), Is.EqualTo(new[] { 1u, 0u, 1u }));
        Assert.That(view.GetColumn<float[]>("Score").ElementAt(1), Is.All.NaN);
        Assert.That(view.GetColumn<float[]>("Score").ElementAt(2), Is.All.EqualTo(1 / 3.0).Within(1e-6));
    }

    [Test]
    public void Transform_LogitsThatOverflow_HaveNoScores()
    {
        // The sum of the first channel's four values is infinite, and so is its logit.
        var data = mlContext.Data.LoadFromEnumerable([new TensorRow { Dct = [.. Enumerable.Repeat(float.MaxValue, 4), .. new float[8]] }, new TensorRow()]);

        var view = mlContext.Transforms.ScoreFrequencyModel(model, "Dct").Fit(data).Transform(data);

        Assert.That(view.GetColumn<uint>("PredictedLabel"), Is.EqualTo(new[] { 0u, 1u }));
        Assert.That(view.GetColumn<float[]>("Score").First(), Is.All.NaN);
    }

    [Test]
    public void Fit_TensorOfOtherSize_ThrowsNamingModelAndColumn()
    {
        var data = mlContext.Data.LoadFromEnumerable([new TensorRow()]);

        Assert.That(() => mlContext.Transforms.ScoreFrequencyModel(Textures, "Dct").Fit(data), Throws.InvalidOperationException
            .With.Message.EqualTo("textures.onnx expects [N, 192, 14, 14], 37632 values a row; column 'Dct' has 12."));
        Assert.That(() => mlContext.Transforms.ScoreFrequencyModel(model, "Tensor").Fit(data), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [TestCase(false), TestCase(true)]
    public void Load_NewProcess_GivesTheSameValues(bool register)
    {
        var data = Channels();
        var transformer = mlContext.Transforms.ScoreFrequencyModel(Textures, "dct", new ScoreFrequencyModelOptions { Top = 3, ScoreColumnName = "All \"scores\"" }).Fit(data);
        var here = transformer.Transform(data);

        var there = ModelLoader.TransformInNewProcess(mlContext, folder, transformer, data, register);

        Assert.That(there.GetColumn<float[]>("All \"scores\""), Is.EqualTo(here.GetColumn<float[]>("All \"scores\"")));
        Assert.That(there.GetColumn<float[]>("Gate"), Is.EqualTo(here.GetColumn<float[]>("Gate")));
        Assert.That(there.GetColumn<uint[]>("TopLabels"), Is.EqualTo(here.GetColumn<uint[]>("TopLabels")));
        Assert.That(there.Names(), Is.EqualTo(here.Names()));
    }

    [Test]
    public void Model_WithoutGate_HasNoGateColumnAndSelectsNothing()
    {
        var proto = TestModel.Create();
        proto.Graph.Output.RemoveAt(1);
        var plain = folder.Write("plain.onnx", proto.ToByteArray());
        var data = mlContext.Data.LoadFromEnumerable([new TensorRow()]);
        Assert.That(mlContext.Transforms.ScoreFrequencyModel(plain, "Dct").Fit(data).Transform(data).Schema.Select(column => column.Name), Does.Contain("Score").And.Not.Contain("Gate"));
        Assert.That(() => mlContext.Transforms.SelectFrequencyChannels("Kept", "Dct", gateModelFile: plain),
            Throws.InvalidOperationException.With.Message.EqualTo("plain.onnx has no gate: its outputs lack 'gate'."));
    }

    [Test]
    public void SelectFrequencyChannels_GateOfAModel_KeepsWhatItOpens()
    {
        // The gate opens channels with a mean above 0: Y in all rows, Cb in one of three, Cr in none.
        var data = mlContext.Data.LoadFromEnumerable([Row(1, 1, -1), Row(2, -1, -1), Row(3, -1, -1), Row(float.NaN, 1, 1)]);

        var half = mlContext.Transforms.SelectFrequencyChannels("Kept", "Dct", gateModelFile: model).Fit(data);
        var third = mlContext.Transforms.SelectFrequencyChannels("Kept", "Dct", gateModelFile: model, minimumShare: 0.3).Fit(data);

        Assert.That(half.Selection.ToString(), Is.EqualTo("Y0"));
        Assert.That(half.Shares, Is.EqualTo(new[] { 1, 1 / 3.0, 0 }));
        Assert.That(third.Selection.ToString(), Is.EqualTo("Y0,Cb0"));
        Assert.That(third.Transform(data).GetColumn<float[]>("Kept").First(), Is.EqualTo(new float[] { 1, 1, 1, 1, 1, 1, 1, 1 }));
        foreach (var register in new[] { false, true })
            Assert.That(ModelLoader.TransformInNewProcess(mlContext, folder, third, data, register).GetColumn<float[]>("Kept"),
                Is.EqualTo(third.Transform(data).GetColumn<float[]>("Kept")));
        var closed = mlContext.Data.LoadFromEnumerable([Row(-1, -1, -1)]);
        Assert.That(() => mlContext.Transforms.SelectFrequencyChannels("Kept", "Dct", gateModelFile: model).Fit(closed), Throws.InvalidOperationException.With.Message.Contains("opens no channel"));
        Assert.That(() => mlContext.Transforms.SelectFrequencyChannels("Kept", "Dct", gateModelFile: model, minimumShare: 0), Throws.TypeOf<ArgumentOutOfRangeException>());

        static TensorRow Row(float y, float cb, float cr) => new() { Dct = [y, y, y, y, cb, cb, cb, cb, cr, cr, cr, cr] };
    }

    [Test]
    public void CreatePredictionEngine_Channels_GivesTheScoresAndTheKeptChannels()
    {
        var data = mlContext.Data.LoadFromEnumerable([new TensorRow { Dct = [4, 4, 4, 4, 1, 1, 1, 1, -1, -1, -1, -1] }]);
        var model = mlContext.Transforms.ScoreFrequencyModel(this.model, "Dct").Append(mlContext.Transforms.SelectFrequencyChannels("Kept", "Dct", gateModelFile: this.model)).Fit(data);
        var expected = model.Transform(data).GetColumn<float[]>("Score").Single();

        using var engine = mlContext.Model.CreatePredictionEngine<TensorRow, ScoredKept>(model);
        var scored = engine.Predict(new TensorRow { Dct = [4, 4, 4, 4, 1, 1, 1, 1, -1, -1, -1, -1] });

        Assert.That(scored.PredictedLabel, Is.EqualTo(1));
        Assert.That(scored.Score, Is.EqualTo(expected));
        Assert.That(scored.Kept, Is.EqualTo(new float[] { 4, 4, 4, 4, 1, 1, 1, 1 }));
    }

    private static float[] Softmax(float[] logits)
    {
        var probabilities = new float[logits.Length];
        ClassScores.Softmax(logits, probabilities);
        return probabilities;
    }

    /// <summary>The samples' channels as the textures model takes them, in a column of the ONNX input's name.</summary>
    private IDataView Channels()
    {
        using var textures = FrequencyModel.LoadDefault();
        var paths = mlContext.Data.LoadFromEnumerable(ImageFiles.Enumerate(Repository.PathOf("data", "samples")).Select(path => new PathRow { Path = path }).ToArray());
        var options = new DctChannelsOptions { Selection = textures.Metadata.Selection, Geometry = textures.Metadata.Geometry };
        return mlContext.Transforms.DctChannels("dct", "Path", options).Fit(paths).Transform(paths);
    }

    private sealed class ScoredKept
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];

        public float[] Kept { get; set; } = [];
    }

    private sealed class TensorRow
    {
        [VectorType(12)]
        public float[] Dct { get; set; } = new float[12];
    }
}
