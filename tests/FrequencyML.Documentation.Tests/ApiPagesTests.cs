using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Documentation.Tests;

/// <summary>The API reference is that of the docstrings. With FREQUENCYML_UPDATE_SNAPSHOTS=1 the test rewrites it instead.</summary>
public sealed class ApiPagesTests
{
    private const string UpdateVariable = "FREQUENCYML_UPDATE_SNAPSHOTS";

    [Test]
    public void Pages_OfTheLibraries_AreThoseOfTheirDocstrings()
    {
        if (ApiPages.Make() is not { } pages)
        {
            Assert.Ignore("docfx cannot be restored (dotnet tool restore).");
            return;
        }
        var folder = Repository.PathOf("docs", "api");
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            Directory.CreateDirectory(folder);
            foreach (var old in Directory.GetFiles(folder)) File.Delete(old);
            foreach (var (name, text) in pages) File.WriteAllText(Path.Combine(folder, name), text);
            Assert.Ignore($"{UpdateVariable} is 1: rewrote docs/api instead of comparing.");
        }
        var committed = Directory.GetFiles(folder).ToDictionary(path => Path.GetFileName(path), path => File.ReadAllText(path).ReplaceLineEndings("\n"));
        var different = pages.Keys.Union(committed.Keys).Where(name => pages.GetValueOrDefault(name) != committed.GetValueOrDefault(name)).Order(StringComparer.Ordinal);
        Assert.That(different, Is.Empty, $"Docstrings changed: run this test with {UpdateVariable}=1 (./build.ps1 Docs) and commit docs/api.");
    }

    [Test]
    public void Pages_Committed_LeadToEachOther()
    {
        foreach (var path in Directory.GetFiles(Repository.PathOf("docs", "api"), "*.md"))
            foreach (var link in Document.At($"docs/api/{Path.GetFileName(path)}").Links.Where(link => !link.Contains("://", StringComparison.Ordinal)))
                Assert.That(Repository.PathOf("docs", "api", link.Split('#')[0]), Does.Exist, Path.GetFileName(path));
    }
}
