using FrequencyML.Tests.Shared;
using FrequencyML.Training.Onnx.Wire;
using Google.Protobuf;
using NUnit.Framework;

namespace FrequencyML.Models.Tests;

public sealed partial class FrequencyModelTests
{
    [Test]
    public void LoadDefault_EmbeddedModel_KeepsItsContract()
    {
        using var model = FrequencyModel.LoadDefault();
        Assert.That(model.Metadata.Selection, Has.Count.EqualTo(192));
        Assert.That(model.Metadata.Labels, Has.Count.EqualTo(10));
        Assert.That(model.HasGate);
        Assert.That(model.EmbeddingLength, Is.EqualTo(96));
        Assert.That(model.FixedBatchSize, Is.Null);
        Assert.That(model.Metadata.GateRate, Is.InRange(0.1, 0.6));
        Assert.That(model.Metadata.Accuracy, Is.GreaterThanOrEqualTo(0.95));
        Assert.That(new FileInfo(Repository.PathOf("Models", "weights", "textures.onnx")).Length, Is.LessThanOrEqualTo(1_500_000));
    }

    [Test]
    public void Load_FileAndBytes_AreTheSameModel()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.onnx", TestModel.Create().ToByteArray());
        using var fromFile = FrequencyModel.Load(path);
        using var fromBytes = TestModel.Load();
        Assert.That(fromFile.Metadata.ToProperties(), Is.EqualTo(fromBytes.Metadata.ToProperties()));
        Assert.That(fromFile.Name, Is.EqualTo("a.onnx"));
    }

    [Test]
    public void Load_MissingFile_NamesIt() =>
        Assert.That(() => FrequencyModel.Load("no-such.onnx"), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("no-such.onnx"));

    [TestCase("")]
    [TestCase("this is no model")]
    public void Load_NotOnnx_SaysSo(string content) =>
        Assert.That(() => FrequencyModel.Load(System.Text.Encoding.UTF8.GetBytes(content), "m.onnx"),
            Throws.InvalidOperationException.With.Message.StartsWith("m.onnx is not a model"));

    [Test]
    public void Load_MissingProperty_NamesIt() => AssertRefused(
        model => model.MetadataProps.Remove(model.MetadataProps.Single(property => property.Key == "frequencyml.crop")), "'frequencyml.crop'");

    [Test]
    public void Load_NoMetadata_NamesAProperty() => AssertRefused(model => model.MetadataProps.Clear(), "'frequencyml.");

    [Test]
    public void Load_OtherInputName_SaysWhatThereIs() => AssertRefused(model =>
    {
        model.Graph.Input[0].Name = "pixels";
        model.Graph.Node[0].Input[0] = "pixels";
    }, "no input 'dct'; it has pixels");

    [Test]
    public void Load_SecondInput_NamesIt() => AssertRefused(model =>
    {
        model.Graph.Input.Add(TestModel.Value("more", 3));
        model.Graph.Node.Add(new NodeProto { OpType = "Identity", Input = { "more" }, Output = { "same" } });
    }, "requires the input 'more' beside 'dct'");

    [TestCase(0, null, "input 'dct' has batches of 0"), TestCase(null, 1, "input 'dct' has batches of any size, output 'logits' of 1")]
    public void Load_BatchesThatCannotBe_GivesBoth(int? input, int? logits, string mentions) => AssertRefused(model =>
    {
        if (input is { } rows) model.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimValue = rows;
        if (logits is { } results) model.Graph.Output[0].Type.TensorType.Shape.Dim[0].DimValue = results;
    }, mentions);

    [Test]
    public void Load_ShapeAgainstMetadata_GivesBoth() => AssertRefused(
        model => model.MetadataProps.Single(property => property.Key == "frequencyml.selection").Value = "6", "'dct' is Single [-1, 3, 2, 2]; its metadata asks for Single [N, 6, 2, 2]");

    [Test]
    public void Load_LabelsAgainstLogits_GivesBoth() => AssertRefused(
        model => model.MetadataProps.Single(property => property.Key == "frequencyml.labels").Value = "[\"a\",\"b\"]", "'logits'");

    [TestCase(false, null)]
    [TestCase(true, 6)]
    public void EmbeddingLength_IsThatOfTheOutputOrNull(bool embedding, int? expected)
    {
        using var model = TestModel.Load(embedding);
        Assert.That(model.EmbeddingLength, Is.EqualTo(expected));
    }

    [Test]
    public void Load_EmbeddingOfFourDimensions_GivesItsShape() => AssertEmbeddingRefused(
        new NodeProto { OpType = "Identity", Input = { "twice" } }, TestModel.Value("embedding", 6, 1, 1), "Single [-1, 6, 1, 1]");

    [Test]
    public void Load_EmbeddingOfUnknownLength_GivesItsShape()
    {
        var value = TestModel.Value("embedding", 6);
        value.Type.TensorType.Shape.Dim[1] = new TensorShapeProto.Types.Dimension { DimParam = "D" };
        var node = new NodeProto { OpType = "Compress", Input = { "logits", "some" } };
        node.Attribute.Add(new AttributeProto { Name = "axis", Type = AttributeProto.Types.AttributeType.Int, I = 1 });
        AssertEmbeddingRefused(node, value, "Single [-1, -1]");
    }

    [Test]
    public void Load_EmbeddingOfIntegers_GivesItsType()
    {
        var value = TestModel.Value("embedding", 3);
        value.Type.TensorType.ElemType = 7;                                           // TensorProto.INT64
        var node = new NodeProto { OpType = "Cast", Input = { "logits" } };
        node.Attribute.Add(new AttributeProto { Name = "to", Type = AttributeProto.Types.AttributeType.Int, I = 7 });
        AssertEmbeddingRefused(node, value, "Int64 [-1, 3]");
    }

    /// <summary>A model whose output <c>embedding</c> comes from another node.</summary>
    [Test]
    public void Load_OutputThatIsASequence_IsNoTensor() => AssertRefused(
        model =>
        {
            // sequence_type (field 4 of TypeProto) of the tensor that it was.
            var logits = model.Graph.Output.Single(output => output.Name == "logits");
            var element = logits.Type.ToByteArray();
            byte[] sequence = [4 << 3 | 2, (byte)(element.Length + 2), 1 << 3 | 2, (byte)element.Length, .. element];
            logits.Type = TypeProto.Parser.ParseFrom(sequence);
            var last = model.Graph.Node.Single(node => node.Output.Contains("logits"));
            last.Output[0] = "flat";
            model.Graph.Node.Add(new NodeProto { Name = "sequence", OpType = "SequenceConstruct", Input = { "flat" }, Output = { "logits" } });
        },
        "output 'logits' is a ONNX_TYPE_SEQUENCE; expected a tensor.");

    private static void AssertEmbeddingRefused(NodeProto node, ValueInfoProto value, string found) => AssertRefused(
        model =>
        {
            node.Output.Add("embedding");
            model.Graph.Node[^1] = node;
            model.Graph.Output[^1] = value;
            model.Graph.Initializer.Add(new TensorProto { Name = "some", DataType = 9, Dims = { 3 }, RawData = ByteString.CopyFrom([1, 0, 1]) });   // TensorProto.BOOL
        },
        $"output 'embedding' is {found}; expected Single [N, D]", embedding: true);

    private static void AssertRefused(Action<ModelProto> change, string message, bool embedding = false)
    {
        var model = TestModel.Create(embedding);
        change(model);
        Assert.That(() => FrequencyModel.Load(model.ToByteArray(), "m.onnx"),
            Throws.InvalidOperationException.With.Message.Contains("m.onnx").And.Message.Contains(message));
    }
}
