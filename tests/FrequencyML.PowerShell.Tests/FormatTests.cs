using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

/// <summary>What a user sees of the objects without asking for more.</summary>
[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]
public sealed class FormatTests(Shell shell) : ModuleFixture(shell)
{
    [Test]
    public void Table_OfScores_HasScoreLabelGateAndPath()
    {
        Copy(0, "a.jpg");
        Assert.That(Table("Invoke-FrequencyScore a.jpg"), Is.EqualTo([
            " Score Label                    GateOpen FullName",
            " ----- -----                    -------- --------",
            $" 0.873 brick                          44 {Folder["a.jpg"]}"]));
    }

    [Test]
    public void Table_OfChannels_HasShapesAndPath()
    {
        Copy(0, "a.jpg");
        Assert.That(Table("Get-DctChannel a.jpg -Resize 128 -Crop 112")[^1], Is.EqualTo($"[24, 14, 14]   207x198     Coefficients {Folder["a.jpg"]}"));
    }

    [Test]
    public void Table_OfModels_HasWhatTellsThemApart() => Assert.That(Table($"Get-FrequencyModel '{Repository.PathOf("Models", "weights")}/*.onnx'"), Is.EqualTo([
        "Name                         Classes Input          GateRate Accuracy Architecture",
        "----                         ------- -----          -------- -------- ------------",
        "imagenette-dct24-int8.onnx        10 [24, 28, 28]               0.905 ResNet18, without stem",
        "imagenette-gate192-int8.onnx      10 [192, 28, 28]     0.123    0.863 gated ResNet18, without stem",
        "textures.onnx                     10 [192, 14, 14]     0.224    0.982 gated ResNet without stem, basic blocks 1-1, width 48 doubling by stage"]));

    [Test]
    public void Table_OfDistances_HasBothPaths()
    {
        Copy(0, "a.jpg");
        Assert.That(Table("Measure-FrequencyDistance a.jpg -ReferencePath a.jpg"), Has.Length.EqualTo(3).And.Some.Matches("^   0.000 .*a.jpg +.*a.jpg$"));
    }

    [Test]
    public void Table_OfDevices_HasWhatTheyLack() =>
        Assert.That(Table("Test-FrequencyDevice cpu, webgpu"), Has.Some.EqualTo("cpu        True     cpu").And.Some.StartsWith("webgpu     False             this OnnxRuntime"));

    private string[] Table(string command) =>
        [.. Lines($"{command} | Out-String -Width 300").Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
}
