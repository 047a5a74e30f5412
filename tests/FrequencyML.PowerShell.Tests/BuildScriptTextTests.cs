using System.Text.RegularExpressions;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

/// <summary>What build.ps1 names is there; no shell is needed to see that.</summary>
public sealed partial class BuildScriptTextTests
{
    private static string Script => File.ReadAllText(Repository.PathOf("build.ps1")).ReplaceLineEndings("\n");

    /// <summary>The files and folders in its command lines, but for those that it writes.</summary>
    private static IEnumerable<string> Paths() => Script.Split('\n').Where(line => line.Contains("dotnet ", StringComparison.Ordinal))
        .SelectMany(line => PathWords().Matches(line)).Select(word => word.Value).Distinct()
        .Where(path => !path.StartsWith("artifacts/", StringComparison.Ordinal));

    [Test]
    public void Paths_OfTheScript_AreThoseOfItsTasks() => Assert.That(Paths(), Is.EquivalentTo([
        "FrequencyML.sln", "tests/FrequencyML.Benchmarks", "tests/FrequencyML.Documentation.Tests", "deploy/Packages.slnf", "Scoring/FrequencyML.PowerShell", "Scoring/FrequencyML.Cli",
        "data/samples", "data/samples/foliage/7-0003.jpg"]));

    [TestCaseSource(nameof(Paths))]
    public void Path_InACommand_IsInTheRepository(string path) => Assert.That(Repository.PathOf(path), Does.Exist);

    [GeneratedRegex(@"(?<= )(?:[\w.-]+/[\w./-]+|\w+\.sln)(?= |$)")]
    private static partial Regex PathWords();
}
