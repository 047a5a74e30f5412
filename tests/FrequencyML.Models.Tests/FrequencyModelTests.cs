using FrequencyML.Tests.Shared;
using FrequencyML.Training.Onnx.Wire;
using Google.Protobuf;
using NUnit.Framework;

namespace FrequencyML.Models.Tests;

public sealed class FrequencyModelTests
{
    [Test]
    public void LoadDefault_EmbeddedModel_KeepsItsContract()
    {
        using var model = FrequencyModel.LoadDefault();
        Assert.That(model.Metadata.Selection, Has.Count.EqualTo(192));
        Assert.That(model.Metadata.Labels, Has.Count.EqualTo(10));
        Assert.That(model.HasGate);
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
    public void Load_ShapeAgainstMetadata_GivesBoth() => AssertRefused(
        model => model.MetadataProps.Single(property => property.Key == "frequencyml.selection").Value = "6", "'dct' is Single [-1, 3, 2, 2]; its metadata asks for Single [N, 6, 2, 2]");

    [Test]
    public void Load_LabelsAgainstLogits_GivesBoth() => AssertRefused(
        model => model.MetadataProps.Single(property => property.Key == "frequencyml.labels").Value = "[\"a\",\"b\"]", "'logits'");

    private static void AssertRefused(Action<ModelProto> change, string message)
    {
        var model = TestModel.Create();
        change(model);
        Assert.That(() => FrequencyModel.Load(model.ToByteArray(), "m.onnx"),
            Throws.InvalidOperationException.With.Message.Contains("m.onnx").And.Message.Contains(message));
    }
}
