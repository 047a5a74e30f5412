using System.Runtime.InteropServices;
using FrequencyML.Packages.Tests;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

/// <summary>The module, published once for all tests as build.ps1 does, with all that is built outside the tree.</summary>
[SetUpFixture]
public sealed class ModuleFolder
{
    private static TemporaryFolder? folder;

    /// <summary>The folder of the module.</summary>
    public static string Path => folder!["FrequencyML"];

    /// <summary>The documentation comments of the cmdlets, which are no part of the module.</summary>
    public static string Documentation => Directory.GetFiles(folder!["artifacts"], "FrequencyML.Cmdlets.xml", SearchOption.AllDirectories)[0];

    /// <summary>The runtime identifier of this machine, as build.ps1 finds it.</summary>
    public static string Runtime { get; } =
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-") + $"{RuntimeInformation.OSArchitecture}".ToLowerInvariant();

    [OneTimeSetUp]
    public void Publish()
    {
        folder = new TemporaryFolder();
        Dotnet.Run(Repository.Root, "publish", "Scoring/FrequencyML.PowerShell", "--configuration", "Release", "--runtime", Runtime, "--output", Path,
            "--artifacts-path", folder["artifacts"], Dotnet.WithoutAnalyzers);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        Shell.EndSessions();                                                          // they have the module loaded
        folder?.Dispose();
    }
}
