using System.Text.Json;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Cli.Tests;

public sealed class DependencyTests
{
    [Test]
    public void Restore_OfTheCommand_HasNoTorchSharp()
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("Scoring", "FrequencyML.Cli", "obj", "project.assets.json")));
        var packages = assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name).ToArray();
        Assert.That(packages, Has.Some.StartsWith("Microsoft.ML.OnnxRuntime/"));
        Assert.That(packages, Has.None.Contains("torch").IgnoreCase);
    }
}
