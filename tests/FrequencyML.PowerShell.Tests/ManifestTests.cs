using System.Diagnostics;
using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

/// <summary>What the published module is made of.</summary>
[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]
public sealed class ManifestTests(Shell shell) : ModuleFixture(shell)
{
    private const long MostBytes = 120_000_000;

    [Test]
    public void Module_Published_HasTheCmdletsAndThePackagesVersion()
    {
        var version = FileVersionInfo.GetVersionInfo(Path.Combine(ModuleFolder.Path, "FrequencyML.PowerShell.dll")).ProductVersion!.Split('+', '-')[0];
        Assert.That(Lines($$"""
            $manifest = Test-ModuleManifest '{{ModuleFolder.Path}}/FrequencyML.psd1'
            "$($manifest.Version) $($manifest.PowerShellVersion) $($manifest.CompatiblePSEditions)"
            $module = Get-Module FrequencyML
            "$($module.Version) $($module.ExportedCommands.Keys | Sort-Object)"
            "$($manifest.ExportedCmdlets.Keys | Sort-Object)"
            "$($module.ExportedFunctions.Count) $($module.ExportedAliases.Count) $($module.ExportedVariables.Count)"
            """), Is.EqualTo([
            $"{version} 7.6 Core",
            $"{version} Get-DctChannel Get-FrequencyModel Invoke-FrequencyScore Measure-FrequencyDistance Start-FrequencyBatch Test-FrequencyDevice",
            "Get-DctChannel Get-FrequencyModel Invoke-FrequencyScore Measure-FrequencyDistance Start-FrequencyBatch Test-FrequencyDevice",
            "0 0 0"]));
    }

    [Test]
    public void Module_OnModulePath_IsFoundByTheNameOfACmdlet()
    {
        var result = Shell.Run($"$env:PSModulePath += '{Path.PathSeparator}{Path.GetDirectoryName(ModuleFolder.Path)}'\n(Get-FrequencyModel).Name\n(Get-Module FrequencyML).Path");
        Assert.That(result.Lines, Is.EqualTo(["textures.onnx", Path.Combine(ModuleFolder.Path, "FrequencyML.PowerShell.dll")]), result.Error);
    }

    [Test]
    public void Module_ImportedByManyRunspacesAtOnce_Works() => Assert.That(Shell.Run($$"""
        1..8 | ForEach-Object -ThrottleLimit 8 -Parallel { Import-Module '{{ModuleFolder.Path}}'; (Get-FrequencyModel).Name }
        """).Lines, Is.EqualTo(Enumerable.Repeat("textures.onnx", 8)));

    [Test]
    public void Module_Published_HasNothingOfPowerShellAndOfOtherSystems()
    {
        string[] files = [.. Directory.GetFiles(ModuleFolder.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(ModuleFolder.Path, file).Replace('\\', '/'))];
        Assert.That(files.Where(file => !file.StartsWith("deps/", StringComparison.Ordinal) && !file.EndsWith(".pdb", StringComparison.Ordinal)), Is.EquivalentTo([
            "FrequencyML.psd1", "FrequencyML.Format.ps1xml", "FrequencyML.PowerShell.dll", "FrequencyML.PowerShell.Loader.dll", "LICENSE", "THIRD-PARTY.md",
            "en-US/FrequencyML.PowerShell.dll-Help.xml", "en-US/about_FrequencyML.help.txt"]));
        Assert.That(files, Has.None.Contains("System.Management.Automation"));
        Assert.That(files, Has.Some.Match(@"^deps/licenses/Microsoft\.ML\.OnnxRuntime/[\d.]+/ThirdPartyNotices\.txt$"));
        Assert.That(files, Does.Contain("deps/licenses/DejaVuSansMono/LICENSE.txt"));
        string[] foreign = OperatingSystem.IsWindows() ? [".so", ".dylib"] : OperatingSystem.IsMacOS() ? [".so", "/onnxruntime.dll"] : [".dylib", "/onnxruntime.dll"];
        Assert.That(files.Where(file => foreign.Any(end => file.EndsWith(end, StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public void Module_Published_IsUnder120Megabytes() =>
        Assert.That(Directory.GetFiles(ModuleFolder.Path, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), Is.LessThan(MostBytes));
}
