using System.Security.Cryptography;
using FrequencyML.Models;
using FrequencyML.Scoring.Rows;
using FrequencyML.Tests.Shared;
using FrequencyML.View.Results;
using NUnit.Framework;

namespace FrequencyML.View.Tests.Results;

public sealed class ResultModelTests
{
    private static readonly string Textures = Repository.PathOf("Models", "weights", "textures.onnx");
    private static readonly string Imagenette = Repository.PathOf("Models", "weights", "imagenette-dct24-int8.onnx");
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Fits_RowsOfTheOwnModel_IsIt()
    {
        AssertFinds(ResultFiles.Table(folder, ResultFiles.Row(0, "a.jpg", "wood", gateOpen: 9), ResultFiles.Row(1, "b.jpg", error: "The file is empty.")), null, "textures.onnx");
        AssertFinds(Parts(Sha256(Textures), "wood", 9), null, "textures.onnx");
    }

    [Test]
    public void Fits_RowsOfOtherClasses_IsNoneAndSaysHow()
    {
        AssertFinds(ResultFiles.Table(folder, ResultFiles.Row(0, "a.jpg", "wood", gateOpen: 9), ResultFiles.Row(1, "b.jpg", "cat", gateOpen: 9)), null, null, "rows.csv", "another model", "--model");
    }

    [Test]
    public void Fits_RowsWithoutAGate_AreOfAnotherModel() =>
        AssertFinds(ResultFiles.Table(folder, ResultFiles.Row(0, "a.jpg", "wood")), null, null, "another model", "--model");

    [Test]
    public void Fits_PartsOfAnotherFile_IsNoneAndSaysHow() => AssertFinds(Parts(Sha256(Imagenette), "wood", 9), null, null, "another model", "--model");

    [Test]
    public void Fits_ModelThatWasNamed_IsIt()
    {
        AssertFinds(Parts(Sha256(Imagenette), "n01440764", null), Imagenette, "imagenette-dct24-int8.onnx");
        AssertFinds(ResultFiles.Table(folder, ResultFiles.Row(0, "a.jpg", "n01440764")), Imagenette, "imagenette-dct24-int8.onnx");
        AssertFinds(ResultFiles.Table(folder, ResultFiles.Row(0, "a.jpg", "wood", gateOpen: 9)), Textures, "textures.onnx");
    }

    [Test]
    public void Fits_ModelThatWasNamedIsAnotherFile_IsItAndSaysSo() =>
        AssertFinds(Parts(Sha256(Textures), "n01440764", null), Imagenette, "imagenette-dct24-int8.onnx", "another file than imagenette-dct24-int8.onnx");

    [Test]
    public void Fits_ModelThatWasNamedHasOtherClasses_IsRefused() =>
        Assert.That(() => AssertFinds(ResultFiles.Table(folder, ResultFiles.Row(0, "a.jpg", "wood", gateOpen: 9)), Imagenette, null),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("imagenette-dct24-int8.onnx' has no class 'wood'"));

    [Test]
    public void Load_NoSuchModelOrNoModel_Throws()
    {
        Assert.That(() => ResultModel.Load(folder["none.onnx"]), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("none.onnx"));
        Assert.That(() => ResultModel.Load(folder.Write("text.onnx", "plain text"u8.ToArray())), Throws.InvalidOperationException.With.Message.Contains("text.onnx"));
    }

    private static void AssertFinds(ResultTable table, string? path, string? name, params string[] mentions)
    {
        using var model = ResultModel.Load(path);
        var isTheirs = ResultModel.Fits(model, path, table, out var notice);
        Assert.That(isTheirs ? model.Name : null, Is.EqualTo(name));
        Assert.That(model.Device.Kind, Is.EqualTo(InferenceDeviceKind.Cpu));
        if (mentions.Length == 0) Assert.That(notice, Is.Null);
        foreach (var mention in mentions) Assert.That(notice, Does.Contain(mention));
    }

    private ResultTable Parts(string modelSha256, string label, int? gateOpen)
    {
        if (Directory.Exists(folder["parts"])) Directory.Delete(folder["parts"], recursive: true);
        return ResultTable.Read(ResultFiles.WriteParts(folder, RowFormat.Csv, modelSha256, [ResultFiles.Row(0, "a.jpg", label, gateOpen: gateOpen)]).Folder);
    }

    private static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
