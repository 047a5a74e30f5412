using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

/// <summary>What Get-Help says, and whether its examples run.</summary>
[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]
public sealed class HelpTests(Shell shell) : ModuleFixture(shell)
{
    private const string UpdateVariable = "FREQUENCYML_UPDATE_SNAPSHOTS";

    [Test]
    public void HelpFile_Committed_IsWhatTheDocumentationCommentsSay()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "New-HelpFile.ps1");
        var actual = string.Join('\n', Lines($"& '{script}' -ModulePath '{ModuleFolder.Path}' -DocumentationPath '{ModuleFolder.Documentation}'")) + "\n";
        var path = Repository.PathOf("Scoring", "FrequencyML.PowerShell", "en-US", "FrequencyML.PowerShell.dll-Help.xml");
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(path, actual);
            Assert.Ignore($"{UpdateVariable} is 1: rewrote {Path.GetFileName(path)} instead of comparing.");
        }
        Assert.That(actual, Is.EqualTo(File.ReadAllText(path).ReplaceLineEndings("\n")), $"Where that is meant, run the test with {UpdateVariable}=1 and commit the help file.");
    }

    [Test]
    public void Help_OfEveryCmdlet_HasAllItsParts() => Assert.That(Lines("""
        foreach ($cmdlet in (Get-Module FrequencyML).ExportedCmdlets.Values) {
            $help = Get-Help $cmdlet.Name -Full
            if ($help.Synopsis.Length -lt 20 -or $help.Synopsis -match $cmdlet.Name) { "$cmdlet has no synopsis" }
            if (-not $help.description.Text) { "$cmdlet has no description" }
            if (@($help.examples.example).Count -lt 2) { "$cmdlet has less than two examples" }
            if (@($help.syntax.syntaxItem).Count -ne $cmdlet.ParameterSets.Count) { "$cmdlet has not the syntax of every parameter set" }
            if (-not $help.returnValues.returnValue) { "$cmdlet has no output" }
            if ($help.inputTypes.inputType.type.name -match ':') { "$cmdlet has no name of its input's type" }
            foreach ($name in $cmdlet.Parameters.Keys) {
                if ($name -in [Management.Automation.Cmdlet]::CommonParameters) { continue }
                $parameter = $help.parameters.parameter | Where-Object name -eq $name
                if ("$($parameter.description.Text)".Length -lt 10) { "$cmdlet -$name has no description" }
            }
        }
        """), Is.Empty);

    [Test]
    public void Help_AboutTopic_IsFound() =>
        Assert.That(Lines("Get-Help about_FrequencyML | Out-String -Width 200"), Has.Some.Contains("Classifies images from their DCT coefficients"));

    /// <summary>As a user would: in a folder that has the files of which they speak.</summary>
    [Test]
    public void Help_Examples_RunWithoutAnError()
    {
        for (var i = 0; i < 4; i++) Copy(i, $"{i}.jpg");
        Copy(0, "photo.jpg");
        Copy(1, "photos/more/1.jpg");
        File.Copy(Repository.PathOf("Models", "weights", "textures.onnx"), Folder["model.onnx"]);
        Directory.CreateDirectory(Folder["models"]);
        File.Copy(Folder["model.onnx"], Folder["models/model.onnx"]);
        File.WriteAllText(Folder["list.txt"], "0.jpg\n1.jpg\n");
        var lines = Lines("""
            foreach ($cmdlet in (Get-Module FrequencyML).ExportedCmdlets.Keys | Sort-Object) {
                foreach ($example in (Get-Help $cmdlet).examples.example) {
                    Remove-Item keep, duplicates, scores -Recurse -ErrorAction Ignore
                    $null = New-Item keep, duplicates -ItemType Directory
                    & { $script:output = @(& ([scriptblock]::Create($example.code))) }
                    "$cmdlet $($example.title -replace '\D') wrote $($output.Count)"
                    Get-ChildItem keep, duplicates -File | Move-Item -Destination .
                }
            }
            """);
        Assert.That(lines.Where(line => !line.StartsWith("VERBOSE", StringComparison.Ordinal)), Is.EqualTo([
            "Get-DctChannel 1 wrote 1", "Get-DctChannel 2 wrote 1", "Get-DctChannel 3 wrote 5",
            "Get-FrequencyModel 1 wrote 1", "Get-FrequencyModel 2 wrote 1", "Get-FrequencyModel 3 wrote 10",
            "Invoke-FrequencyScore 1 wrote 0", "Invoke-FrequencyScore 2 wrote 0", "Invoke-FrequencyScore 3 wrote 1", "Invoke-FrequencyScore 4 wrote 3",
            "Measure-FrequencyDistance 1 wrote 1", "Measure-FrequencyDistance 2 wrote 0", "Measure-FrequencyDistance 3 wrote 5",
            "Start-FrequencyBatch 1 wrote 1", "Start-FrequencyBatch 2 wrote 1", "Start-FrequencyBatch 3 wrote 1",
            "Test-FrequencyDevice 1 wrote 9", "Test-FrequencyDevice 2 wrote 0"]));
    }
}
