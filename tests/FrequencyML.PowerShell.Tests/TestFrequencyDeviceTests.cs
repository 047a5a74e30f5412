using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]
public sealed class TestFrequencyDeviceTests(Shell shell) : ModuleFixture(shell)
{
    [Test]
    public void TestFrequencyDevice_All_SaysOfEachWhetherItRunsAndWhatIsMissing() => Assert.That(Lines("""
        Test-FrequencyDevice | ForEach-Object { "$($_.Device) $($_.IsUsable -or $_.Detail.Length -gt 10)" }
        (Test-FrequencyDevice cpu).RunsOn
        Test-FrequencyDevice cpu, auto -Quiet
        Test-FrequencyDevice webgpu -Quiet
        (Test-FrequencyDevice webgpu).Fix.Contains('FREQUENCYML_ONNXRUNTIME')
        try { Test-FrequencyDevice gpu } catch { $_.FullyQualifiedErrorId }
        (Test-FrequencyDevice cpu -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Count
        """), Is.EqualTo([
        "cpu True", "cuda True", "tensorrt True", "webgpu True", "auto True", "cpu", "True", "False", "True", "InvalidArgument,FrequencyML.PowerShell.TestFrequencyDeviceCommand", "2"]));

    [Test, Platform("Linux", Reason = "The module has another library there.")]
    public void TestFrequencyDevice_VariableNamesAnotherLibrary_SaysSoEachTime()
    {
        var other = Directory.EnumerateFiles(ModuleFolder.Path, "libonnxruntime_providers_shared.so", SearchOption.AllDirectories).First();
        var lines = LinesOfNewShell($$"""
            $env:FREQUENCYML_ONNXRUNTIME = '{{other}}'
            1..2 | ForEach-Object { try { Test-FrequencyDevice cpu } catch { $_.Exception.Message } }
            """);
        Assert.That(lines, Has.Length.EqualTo(2).And.All.StartsWith($"FREQUENCYML_ONNXRUNTIME names '{other}', which is no OnnxRuntime of the version"));
    }
}
