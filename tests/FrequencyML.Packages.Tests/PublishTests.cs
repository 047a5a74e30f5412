using System.Runtime.InteropServices;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Packages.Tests;

/// <summary>The command published for this kind of machine, as build.ps1 does it.</summary>
public sealed class PublishTests
{
    [Test]
    public void Publish_CommandForThisMachine_RunsAndHasOneNativeLibrary()
    {
        using var folder = new TemporaryFolder();
        var runtime = (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-") + $"{RuntimeInformation.OSArchitecture}".ToLowerInvariant();
        Dotnet.Run(Repository.Root, "publish", "Scoring/FrequencyML.Cli", "--configuration", "Release", "--runtime", runtime, "--no-self-contained",
            "--output", folder["published"], "--artifacts-path", folder["artifacts"]);
        var libraries = Directory.GetFiles(folder["published"], "*onnxruntime.*").Select(Path.GetFileName).Where(file => Path.GetExtension(file) is ".dll" or ".so" or ".dylib" && !file!.StartsWith("Microsoft", StringComparison.Ordinal));
        Assert.That(libraries, Is.EqualTo([OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so"]));
        var program = Path.Combine(folder["published"], OperatingSystem.IsWindows() ? "frequencyml.exe" : "frequencyml");
        Assert.That(Dotnet.RunProgram(program, folder.Path, "score", Repository.PathOf("data", "samples", "brick")).Trim().Split('\n'), Has.Length.EqualTo(5));
    }
}
