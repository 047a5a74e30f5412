using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Packages.Tests;

/// <summary>The packages of this source tree, packed once for all tests by the README's command, with all that is built outside the tree.</summary>
[SetUpFixture]
public sealed class PackageFolder
{
    private static TemporaryFolder? folder;

    /// <summary>A version that no cache can have.</summary>
    public static string Version { get; } = $"0.0.0-test.t{DateTime.UtcNow.Ticks}";

    /// <summary>The folder of the packages.</summary>
    public static string Path => folder!["packages"];

    /// <summary>Says to a command what the packages were built with, so that it compiles none of it again.</summary>
    public static string[] BuildOptions => ["--artifacts-path", folder!["artifacts"], $"-p:Version={Version}", Dotnet.WithoutAnalyzers];

    /// <summary>The file of a package.</summary>
    public static string FileOf(string id, string extension = "nupkg") => System.IO.Path.Combine(Path, $"{id}.{Version}.{extension}");

    [OneTimeSetUp]
    public void Pack()
    {
        folder = new TemporaryFolder();
        Dotnet.Run(Repository.Root, ["pack", "deploy/Packages.slnf", "-c", "Release", "-o", Path, .. BuildOptions]);
    }

    [OneTimeTearDown]
    public void Remove() => folder?.Dispose();
}
