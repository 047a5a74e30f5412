using System.Text.RegularExpressions;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

/// <summary>The PowerShell of the README and of docs/powershell.md runs as it stands, in a shell of its own as a user's is.</summary>
[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]
public sealed partial class DocumentationTests(Shell shell) : ModuleFixture(shell)
{
    [Test]
    public void Readme_PowerShell_Runs()
    {
        foreach (var sample in Samples) Folder.Write(Path.GetRelativePath(Repository.Root, sample), File.ReadAllBytes(sample));
        var lines = LinesOfNewShell(Block("README.md").Replace("./artifacts/module/FrequencyML", ModuleFolder.Path, StringComparison.Ordinal));
        Assert.That(lines, Has.Some.Contains("IsComplete").And.Some.Contains("Distance"));
        Assert.That(File.ReadLines(Folder["scores.csv"]).Count(), Is.EqualTo(41));
        Assert.That(Directory.GetFiles(Folder["unsure"]), Is.Not.Empty);
        Assert.That(Folder["scores.parquet"], Does.Exist);
    }

    [Test]
    public void Page_PowerShell_Runs()
    {
        for (var i = 0; i < 4; i++) Copy(i, $"{i}.jpg");
        Copy(0, "same.jpg");
        Copy(1, "photos/1.jpg");
        Directory.CreateDirectory(Folder["keep"]);
        Directory.CreateDirectory(Folder["duplicates"]);
        File.Copy(Repository.PathOf("Models", "weights", "textures.onnx"), Folder["model.onnx"]);
        LinesOfNewShell(Block("docs/powershell.md"));
        Assert.That(File.ReadLines(Folder["scores.csv"]).Count(), Is.EqualTo(6));
        Assert.That(Directory.GetFiles(Folder["keep"]), Is.Not.Empty);
        Assert.That(Folder["scores.parquet"], Does.Exist);
    }

    /// <summary>The block of a page that is about the module, and not about the build.</summary>
    private static string Block(string page) => Blocks().Matches(File.ReadAllText(Repository.PathOf(page)).ReplaceLineEndings("\n"))
        .Select(block => block.Groups[1].Value).Single(block => !block.Contains("build.ps1", StringComparison.Ordinal));

    [GeneratedRegex("```powershell\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
