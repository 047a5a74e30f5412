using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Packages.Tests;

/// <summary>The command published for this kind of machine, as build.ps1 does it.</summary>
public sealed class PublishTests
{
    [Test]
    public void Publish_CommandForThisMachine_RunsAndHasOneNativeLibraryAndAllNotices()
    {
        using var folder = new TemporaryFolder();
        var runtime = (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-") + $"{RuntimeInformation.OSArchitecture}".ToLowerInvariant();
        Dotnet.Run(Repository.Root, ["publish", "Scoring/FrequencyML.Cli", "--configuration", "Release", "--runtime", runtime, "--no-self-contained",
            "--output", folder["published"], .. PackageFolder.BuildOptions]);
        var libraries = Directory.GetFiles(folder["published"], "*onnxruntime.*").Select(Path.GetFileName).Where(file => Path.GetExtension(file) is ".dll" or ".so" or ".dylib" && !file!.StartsWith("Microsoft", StringComparison.Ordinal));
        Assert.That(libraries, Is.EqualTo([OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so"]));
        AssertNotices(folder["published"]);
        var program = Path.Combine(folder["published"], OperatingSystem.IsWindows() ? "frequencyml.exe" : "frequencyml");
        Assert.That(Dotnet.RunProgram(program, folder.Path, "score", Repository.PathOf("data", "samples", "brick")).Trim().Split('\n'), Has.Length.EqualTo(5));
    }

    /// <summary>That every package of a published program is listed beside it, and that what packages say of their own parts is there too.</summary>
    private static void AssertNotices(string published)
    {
        Assert.That(Path.Combine(published, "LICENSE"), Does.Exist);
        var list = File.ReadAllText(Path.Combine(published, "THIRD-PARTY.md"));
        using var dependencies = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(published, "frequencyml.deps.json")));
        var packages = dependencies.RootElement.GetProperty("libraries").EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package");
        string[] names = [.. packages.Select(library => library.Name)];
        Assert.That(names, Has.Some.StartsWith("Parquet.Net/"));
        foreach (var name in names) Assert.That(list, Does.Match($@"\| \[?{Regex.Escape(name.Split('/')[0])}[^|]* \| {Regex.Escape(name.Split('/')[1])} \|"));
        foreach (var (id, file) in new[] { ("Microsoft.ML.OnnxRuntime", "ThirdPartyNotices.txt"), ("SkiaSharp", "THIRD-PARTY-NOTICES.txt"), ("Newtonsoft.Json", "LICENSE.md") })
            Assert.That(Path.Combine(published, "licenses", names.Single(name => name.StartsWith($"{id}/", StringComparison.Ordinal)), file), Does.Exist);
        Assert.That(File.ReadAllText(Path.Combine(published, "licenses", "DejaVuSansMono", "LICENSE.txt")), Does.Contain("Bitstream"));
    }
}
