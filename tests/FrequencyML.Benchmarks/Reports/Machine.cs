using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Environments;
using FrequencyML.Benchmarks.Contenders.Native;
using Microsoft.ML.OnnxRuntime;

namespace FrequencyML.Benchmarks.Reports;

/// <summary>What a report says of the machine and of what ran on it.</summary>
internal static partial class Machine
{
    private static readonly string[] Packages =
    [
        "Microsoft.ML", "Microsoft.ML.OnnxTransformer", "SkiaSharp", "BitMiracle.LibJpeg.NET", "JpegLibrary", "StbImageSharp",
    ];

    /// <summary>The processor, as its maker calls it, and its cores; "AMD EPYC 2.6 GHz, 2 cores".</summary>
    public static string Processor { get; } = FindProcessor();

    /// <summary>The commit that was built.</summary>
    public static string Commit =>
        typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, { Length: >= 9 } hash]
            ? $"commit {hash[..9]}"
            : "commit unknown";

    /// <summary>Machine and versions.</summary>
    public static Table Describe()
    {
        var table = new Table("", "");
        foreach (var (name, value) in new[]
        {
            ("processor", Processor),
            ("instructions", $"{RuntimeInformation.ProcessArchitecture}, vectors of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits"),
            ("memory", string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30):F0} GiB")),
            ("system", RuntimeInformation.OSDescription),
            (".NET", Environment.Version.ToString()),
            ("OnnxRuntime", OrtEnv.Instance().GetVersionString()),
            ("libjpeg", LibJpeg.Describe()),
        })
            table.Add(name, value);
        var versions = PackageVersions();
        foreach (var package in Packages) table.Add(package, versions[package]);
        return table;
    }

    /// <summary>A processor as a file is called: <c>amd-epyc-2.6ghz-2-cores</c>.</summary>
    public static string Slug(string processor) => Others().Replace(processor.ToLowerInvariant().Replace(" ghz", "ghz", StringComparison.Ordinal), "-").Trim('-');

    /// <summary>The name of a processor without marks and words that say nothing, with its frequency and cores.</summary>
    /// <param name="name">As the system gives it.</param>
    /// <param name="hertz">Its frequency, which some systems give as it is just now: it is taken only where the name has no number; null if it is not known.</param>
    /// <param name="cores">The processors that .NET may use.</param>
    public static string Name(string name, double? hertz, int cores)
    {
        var clean = Spaces().Replace(Noise().Replace(name, " "), " ").Trim();
        var frequency = hertz is { } value && !clean.Any(char.IsAsciiDigit) ? string.Create(CultureInfo.InvariantCulture, $" {value / 1e9:F1} GHz") : "";
        return $"{Frequency().Replace(clean, match => Shorten(match.Groups[1].Value))}{frequency}, {cores} {(cores == 1 ? "core" : "cores")}";

        static string Shorten(string gigahertz) => string.Create(CultureInfo.InvariantCulture, $"{double.Parse(gigahertz, CultureInfo.InvariantCulture):F1} GHz");
    }

    private static string FindProcessor()
    {
        var cpu = HostEnvironmentInfo.GetCurrent().Cpu.Value;
        return Name(cpu?.ProcessorName ?? RuntimeInformation.ProcessArchitecture.ToString(), cpu?.MaxFrequencyHz ?? cpu?.NominalFrequencyHz, Environment.ProcessorCount);
    }

    /// <summary>The versions of the packages that were built in: assemblies do not all have them.</summary>
    private static Dictionary<string, string> PackageVersions()
    {
        using var dependencies = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(typeof(Machine).Assembly.Location, ".deps.json")));
        return dependencies.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')).ToDictionary(name => name[0], name => name[1]);
    }

    [GeneratedRegex(@"\((R|TM|r|tm)\)|\bCPU\b|\bProcessor\b|\b\d+-Core\b|@")]
    private static partial Regex Noise();

    [GeneratedRegex(@"(\d+(?:\.\d+)?) ?GHz")]
    private static partial Regex Frequency();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[^a-z0-9.]+")]
    private static partial Regex Others();
}
