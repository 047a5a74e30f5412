using System.Diagnostics;
using System.Text.Json;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Cli.Tests;

/// <summary>The native OnnxRuntime packages that the build's switch takes; nothing is restored or built.</summary>
public sealed class OnnxRuntimeFlavorTests
{
    [TestCase(null, "Microsoft.ML.OnnxRuntime")]
    [TestCase("Cpu", "Microsoft.ML.OnnxRuntime")]
    [TestCase("Gpu", "Microsoft.ML.OnnxRuntime.Gpu")]
    [TestCase("GpuLinux", "Microsoft.ML.OnnxRuntime.Gpu.Linux")]
    [TestCase("None", null)]
    public void Flavor_OfTheCommand_TakesOnePackage(string? flavor, string? package)
    {
        var (exitCode, output) = Evaluate(["-getItem:PackageReference", .. flavor is null ? Array.Empty<string>() : [$"-p:OnnxRuntimeFlavor={flavor}"]]);
        Assert.That(exitCode, Is.Zero, output);
        using var items = JsonDocument.Parse(output);
        var packages = items.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!).Where(name => name.StartsWith("Microsoft.ML.OnnxRuntime", StringComparison.Ordinal));
        Assert.That(packages, Is.EqualTo(package is null ? Array.Empty<string>() : [package]));
    }

    [TestCase("cpu"), TestCase("Cuda"), TestCase("Cpu;Gpu"), TestCase("")]
    public void Flavor_Unknown_IsAnErrorThatListsThem(string flavor)
    {
        var (exitCode, output) = Evaluate("-t:CheckOnnxRuntimeFlavor", $"-p:OnnxRuntimeFlavor={flavor.Replace(";", "%3B", StringComparison.Ordinal)}");
        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(output, Does.Contain($"OnnxRuntimeFlavor is '{flavor}'; expected Cpu, Gpu, GpuLinux or None."));
    }

    private static (int ExitCode, string Output) Evaluate(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", Repository.PathOf("Scoring", "FrequencyML.Cli"), "-nologo", .. arguments]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment.Remove("OnnxRuntimeFlavor");                                // MSBuild takes properties from the environment too
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
