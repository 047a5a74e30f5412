using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]
public sealed class GetFrequencyModelTests(Shell shell) : ModuleFixture(shell)
{
    [Test]
    public void GetFrequencyModel_Default_IsTheTextureModel() => Assert.That(Lines("""
        $model = Get-FrequencyModel
        "$($model.Name) $($model.FullName -eq $null) $($model.Labels.Count) $($model.Labels[0]) $($model.Selection.Count) $($model.Geometry.Crop) $($model.HasGate) $($model.EmbeddingLength)"
        """), Is.EqualTo(["textures.onnx True 10 brick 192 112 True 96"]));

    [Test]
    public void GetFrequencyModel_Files_AreDescribedOrErrors()
    {
        File.Copy(Repository.PathOf("Models", "weights", "textures.onnx"), Folder["m[1].onnx"]);
        Folder.Write("bad.onnx", [1, 2, 3]);
        Assert.That(Lines("""
            Get-ChildItem *.onnx | Get-FrequencyModel -ErrorAction Continue 2>&1 | ForEach-Object { $_.Name ?? "$(Split-Path -Leaf $_.TargetObject): $($_.FullyQualifiedErrorId)" }
            Get-FrequencyModel none*.onnx, none.onnx -ErrorAction Continue 2>&1 | ForEach-Object { "$($_.TargetObject): $($_.FullyQualifiedErrorId)" }
            """), Is.EqualTo([
            "bad.onnx: InvalidOperation,FrequencyML.PowerShell.GetFrequencyModelCommand", "m[1].onnx",
            "none*.onnx: NotFound,FrequencyML.PowerShell.GetFrequencyModelCommand", "none.onnx: NotFound,FrequencyML.PowerShell.GetFrequencyModelCommand"]));
    }

    [Test]
    public void GetFrequencyModel_Result_IsWhatModelParametersTake()
    {
        Copy(0, "a.jpg");
        File.Copy(Repository.PathOf("Models", "weights", "imagenette-dct24-int8.onnx"), Folder["m.onnx"]);
        Assert.That(Lines("""
            $model = Get-FrequencyModel m.onnx
            (Invoke-FrequencyScore a.jpg -Model $model).Label -in $model.Labels
            "$((Get-DctChannel a.jpg -Model $model).Shape)"
            """), Is.EqualTo(["True", "24 28 28"]));
    }
}
