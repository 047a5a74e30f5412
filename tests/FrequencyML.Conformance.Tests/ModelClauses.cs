using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using FrequencyML.Dct.Tests;
using FrequencyML.Models;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Onnx.Wire;
using Google.Protobuf;
using NUnit.Framework;

namespace FrequencyML.Conformance.Tests;

/// <summary>The clauses O1 to O13 of docs/contracts.md.</summary>
public sealed partial class ModelClauses
{
    [Test]
    public void O1_Input_IsTheRawTensor()
    {
        using var folder = new TemporaryFolder();
        var blue = folder.Write("blue.png", PngFile.Encode(16, 16, 8, PngFile.TrueColor, [.. Enumerable.Repeat(new byte[] { 0, 0, 255 }, 256).SelectMany(pixel => pixel)]));
        using var model = Load(new());
        using var scorer = new ImageScorer(model, new ScoringOptions { IncludeEmbedding = true });
        var luma = 0.114 * 255;
        Assert.That(scorer.Score([blue]).Single().Embedding!.Value.ToArray(), Is.EqualTo([8 * (luma - 128), 8 * (255 - luma) / 1.772, 8 * (0 - luma) / 1.402]).Within(1e-2), "float32 sums");
    }

    [Test]
    public void O1_NoInputDct_IsRefused() => AssertRefused(
        model =>
        {
            model.Graph.Input[0].Name = "pixels";
            model.Graph.Node[0].Input[0] = "pixels";
        },
        "hand.onnx has no input 'dct'; it has pixels.");

    [Test]
    public void O2_OtherChannels_AreRefused() => AssertRefused(
        model => model.Properties["frequencyml.selection"] = "24", "hand.onnx: input 'dct' is Single [-1, 3, 2, 2]; its metadata asks for Single [N, 24, 2, 2].");

    [Test]
    public void O2_OtherCrop_IsRefused() => AssertRefused(
        model => model.Properties["frequencyml.crop"] = "8", "hand.onnx: input 'dct' is Single [-1, 3, 2, 2]; its metadata asks for Single [N, 3, 1, 1].");

    [Test]
    public void O2_OtherNumberOfLabels_IsRefused() => AssertRefused(
        model => model.Properties["frequencyml.labels"] = """["a","b"]""", "hand.onnx: output 'logits' is Single [-1, 3]; its metadata asks for Single [N, 2].");

    [Test]
    public void O2_OtherType_IsRefused() => AssertRefused(
        model =>
        {
            model.Graph.Output[0].Type.TensorType.ElemType = 11;
            model.Graph.Node[1].Output[0] = "single";
            model.Graph.Node[2].Input[0] = "single";
            model.Graph.Node.Add(HandWrittenModel.Node("Cast", "logits", "single"));
            model.Graph.Node[^1].Attribute.Add(new AttributeProto { Name = "to", Type = AttributeProto.Types.AttributeType.Int, I = 11 });
        },
        "hand.onnx: output 'logits' is Double [-1, 3]; its metadata asks for Single [N, 3].");

    [Test]
    public void O3_FixedBatch_IsTheOnlyOne()
    {
        var fixedModel = new HandWrittenModel();
        fixedModel.Graph.Input[0] = HandWrittenModel.Value("dct", 2, 3, 2, 2);
        for (var i = 0; i < 3; i++) fixedModel.Graph.Output[i] = HandWrittenModel.Value(fixedModel.Graph.Output[i].Name, 2, 3);
        using var model = Load(fixedModel);
        Assert.That(model.FixedBatchSize, Is.EqualTo(2));
        Assert.That(() => new BatchScorer(model, 3), Throws.InstanceOf<ArgumentException>().With.Message.StartsWith("hand.onnx accepts only batches of 2."));
        Assert.That(Logits(model, 2, [Row(1, 2, 3)]).Single(), Is.EqualTo([1f, 2, 3]));
    }

    [Test]
    public void O3_DynamicBatch_TakesAnySize()
    {
        using var model = Load(new());
        Assert.That(model.FixedBatchSize, Is.Null);
        Assert.That(Logits(model, 5, [Row(1, 2, 3), Row(4, 5, 6)]), Is.EqualTo(new[] { [1f, 2, 3], new[] { 4f, 5, 6 } }));
    }

    [TestCase(new[] { 0f, 1, 0.5f }, "blue"), TestCase(new[] { 2f, 2, 1 }, "bright")]
    public void O4_Label_IsTheLargestLogitAndTheScoreItsSoftmax(float[] logits, string label)
    {
        using var model = Load(new());
        using var scorer = new BatchScorer(model, 1);
        Row(logits).CopyTo(scorer.Input(0));
        scorer.Run(1);
        var best = scorer.Top(0, 1)[0];
        Assert.That(best.Label, Is.EqualTo(label));
        Assert.That(best.Score, Is.EqualTo(Math.Exp(logits.Max()) / logits.Sum(logit => Math.Exp(logit))).Within(1e-6), "float32");
    }

    [Test]
    public void O4_NoLogits_IsRefused() => AssertRefused(
        model =>
        {
            model.Graph.Output.RemoveAt(0);
            model.Graph.Output.RemoveAt(0);
        },
        "hand.onnx has no output 'logits'; it has embedding.");

    [Test]
    public void O5_Gate_IsOptionalAndOneOfOpenChannels()
    {
        using var model = Load(new());
        using var scorer = new BatchScorer(model, 1);
        Row(3, -1, 2).CopyTo(scorer.Input(0));
        scorer.Run(1);
        Assert.That(scorer.Gate(0).ToArray(), Is.EqualTo([1f, 0, 1]));
        var without = new HandWrittenModel();
        without.Graph.Output.RemoveAt(1);
        using var ungated = Load(without);
        Assert.That((model.HasGate, ungated.HasGate), Is.EqualTo((true, false)));
    }

    [Test]
    public void O5_GateOfAnotherLength_IsRefused() => AssertRefused(
        model =>
        {
            model.Graph.Node[3].Output[0] = "half";
            model.Graph.Node.Add(HandWrittenModel.Node("Concat", "gate", "half", "half"));
            model.Graph.Node[^1].Attribute.Add(new AttributeProto { Name = "axis", Type = AttributeProto.Types.AttributeType.Int, I = 1 });
            model.Graph.Output[1] = HandWrittenModel.Value("gate", "N", 6);
        },
        "hand.onnx: output 'gate' is Single [-1, 6]; its metadata asks for Single [N, 3].");

    [Test]
    public void O6_Embedding_IsOptionalAndWhatTheFileGives()
    {
        using var model = Load(new());
        using var scorer = new BatchScorer(model, 1, embedding: true);
        Row(3, -1, 2).CopyTo(scorer.Input(0));
        scorer.Run(1);
        Assert.That(scorer.Embedding(0).ToArray(), Is.EqualTo([3f, -1, 2]));
        var without = new HandWrittenModel();
        without.Graph.Output.RemoveAt(2);
        using var bare = Load(without);
        Assert.That((model.EmbeddingLength, bare.EmbeddingLength), Is.EqualTo(((int?)3, (int?)null)));
    }

    [Test]
    public void O6_EmbeddingOfAnotherShape_IsRefused() => AssertRefused(
        model =>
        {
            model.Graph.Node[^1] = HandWrittenModel.Node("Identity", "embedding", "mean");
            model.Graph.Output[2] = HandWrittenModel.Value("embedding", "N", 3, 1, 1);
        },
        "hand.onnx: output 'embedding' is Single [-1, 3, 1, 1]; expected Single [N, D] with a fixed D of at least 1.");

    private static IEnumerable<string> Weights() => Directory.GetFiles(Repository.PathOf("Models", "weights"), "*.onnx").Select(path => Path.GetFileName(path));

    [TestCaseSource(nameof(Weights))]
    public void O7_FileOfTheProject_HasOpset17(string file)
    {
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Repository.PathOf("Models", "weights", file)));
        Assert.That(model.OpsetImport.Select(set => (set.Domain, set.Version)), Is.EqualTo(new[] { ("", 17L) }));
    }

    private static IEnumerable<string> Properties() => Property().Matches(File.ReadAllText(Repository.PathOf("docs", "contracts.md"))).Select(row => row.Groups[1].Value);

    [TestCaseSource(nameof(Properties))]
    public void O8_PropertyOfTheTable_IsRequired(string property) => AssertRefused(
        model => model.Properties.Remove(property),
        $"hand.onnx lacks the metadata property '{property}'; export it with frequencyml-train, or add the property.");

    [Test]
    public void O8_Table_HasWhatTheFilesOfTheProjectHave()
    {
        Assert.That(Properties(), Is.EquivalentTo(new HandWrittenModel().Properties.Keys));
        foreach (var file in Weights())
        {
            var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Repository.PathOf("Models", "weights", file)));
            Assert.That(model.MetadataProps.Select(property => property.Key), Is.EquivalentTo(Properties()), file);
        }
    }

    [TestCase("0"), TestCase("2")]
    public void O9_OtherVersion_IsRefused(string version) => AssertRefused(
        model => model.Properties["frequencyml.format_version"] = version,
        $"hand.onnx has format version {version}; this library reads version 1. Export the model again.");

    [TestCase("format_version", "1.0")]
    [TestCase("selection", "Q1")]
    [TestCase("resize", "1e3"), TestCase("resize", "8"), TestCase("resize", "16385"), TestCase("resize", "16,0")]
    [TestCase("crop", "12"), TestCase("crop", "")]
    [TestCase("kernel", "Triangle"), TestCase("kernel", "0"), TestCase("kernel", "cubic")]
    [TestCase("chroma_filter", "None"), TestCase("chroma_filter", "")]
    [TestCase("labels", "a,b,c"), TestCase("labels", "[]"), TestCase("labels", """["a","","c"]"""), TestCase("labels", """["a","b","a"]"""), TestCase("labels", "[1,2,3]")]
    [TestCase("gate_rate", "0,5"), TestCase("gate_rate", "1.01"), TestCase("gate_rate", "-0.1"), TestCase("gate_rate", "NaN")]
    [TestCase("accuracy", "90 %"), TestCase("accuracy", "2")]
    public void O10_WrongValue_IsRefusedByName(string property, string value)
    {
        var model = new HandWrittenModel();
        model.Properties[$"frequencyml.{property}"] = value;
        // Sizes that do not fit each other are named together.
        Assert.That(() => Load(model), Throws.InvalidOperationException.With.Message.Matches($@"^hand\.onnx: the metadata property 'frequencyml\.(resize, crop|{property})' is wrong: ."));
    }

    [Test]
    public void O10_RightValues_AreRead()
    {
        var hand = new HandWrittenModel();
        (hand.Properties["frequencyml.kernel"], hand.Properties["frequencyml.chroma_filter"]) = ("bilinear", "dctnet");
        (hand.Properties["frequencyml.gate_rate"], hand.Properties["frequencyml.accuracy"], hand.Properties["frequencyml.resize"]) = ("0.125", "1", "20");
        using var model = Load(hand);
        var geometry = model.Metadata.Geometry;
        Assert.That((geometry.Resize, geometry.Crop, geometry.Kernel, geometry.ChromaFilter), Is.EqualTo((20, 16, Dct.ResizeKernel.Bilinear, Dct.ChromaFilter.Dctnet)));
        Assert.That((model.Metadata.GateRate, model.Metadata.Accuracy), Is.EqualTo((0.125, 1.0)));
        Assert.That(model.Metadata.Labels, Is.EqualTo(["bright", "blue", "red"]));
    }

    [Test]
    public void O11_OtherOutputsPropertiesAndOptionalInputs_AreIgnored()
    {
        var hand = new HandWrittenModel();
        hand.Properties["frequencyml.color"] = "green";
        hand.Properties["author"] = "nobody";
        hand.Graph.Output.Add(HandWrittenModel.Value("mean", "N", 3, 1, 1));
        hand.Graph.Initializer.Add(new TensorProto { Name = "scale", DataType = 1, Dims = { 1 }, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>([2f])) });
        hand.Graph.Input.Add(HandWrittenModel.Value("scale", 1));
        hand.Graph.Node[1] = HandWrittenModel.Node("Flatten", "flat", "mean");
        hand.Graph.Node.Insert(2, HandWrittenModel.Node("Mul", "logits", "flat", "scale"));
        using var model = Load(hand);
        Assert.That(Logits(model, 1, [Row(1, 2, 3)]).Single(), Is.EqualTo([2f, 4, 6]));
    }

    [Test]
    public void O12_NoOnnx_IsRefused() => Assert.That(() => FrequencyModel.Load([1, 2, 3], HandWrittenModel.Name),
        Throws.InvalidOperationException.With.Message.StartsWith("hand.onnx is not a model that OnnxRuntime can load: "));

    [Test]
    public void O13_Row_DependsOnItselfAlone()
    {
        using var model = FrequencyModel.LoadDefault(new() { Device = InferenceDevice.Cpu });
        var random = new Random(13);
        var rows = Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, 192 * 14 * 14).Select(_ => 200 * random.NextSingle() - 100).ToArray()).ToArray();
        var alone = rows.Select(row => Logits(model, 1, [row]).Single()).ToArray();
        Assert.That(Logits(model, 5, rows), Is.EqualTo(alone));
        Assert.That(Logits(model, 8, rows), Is.EqualTo(alone), "three rows of padding");
        Assert.That(Logits(model, 2, [rows[3], rows[0]]), Is.EqualTo(new[] { alone[3], alone[0] }));
    }

    private static FrequencyModel Load(HandWrittenModel model) => FrequencyModel.Load(model.Write(), HandWrittenModel.Name);

    private static void AssertRefused(Action<HandWrittenModel> change, string message)
    {
        var model = new HandWrittenModel();
        change(model);
        Assert.That(() => Load(model), Throws.InvalidOperationException.With.Message.EqualTo(message));
    }

    /// <summary>A tensor of the hand-written model whose channels have these means, which logits and embedding are.</summary>
    private static float[] Row(params float[] means) => [.. means.SelectMany(mean => new[] { mean - 1, mean, mean, mean + 1 })];

    private static float[][] Logits(FrequencyModel model, int batchSize, float[][] rows)
    {
        using var scorer = new BatchScorer(model, batchSize);
        for (var row = 0; row < rows.Length; row++) rows[row].CopyTo(scorer.Input(row));
        scorer.Run(rows.Length);
        return [.. Enumerable.Range(0, rows.Length).Select(row => scorer.Logits(row).ToArray())];
    }

    [GeneratedRegex(@"^\| `(frequencyml\.\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Property();
}
