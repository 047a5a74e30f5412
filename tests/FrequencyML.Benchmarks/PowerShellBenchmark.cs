using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Reports;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Benchmarks;

/// <summary>
/// What does the pipeline of <c>Invoke-FrequencyScore</c> cost beyond the command <c>frequencyml score</c>, and does its memory grow with the number of images? The
/// published module in PowerShell's console from NuGet; the command in a process of its own, from start to end.
/// </summary>
internal static class PowerShellBenchmark
{
    public const string About = """
        The published module in PowerShell's console from NuGet, against the command in a process of its own, from its start to its end; then memory against the number of
        images. A call is timed by the shell's clock; the time that the shell itself takes to start is not in it. Each call loads the model. The first call in a shell takes longer
        than the second: PowerShell and the module are compiled while they run, with the counters of profile-guided tiering (`TieredPGO`), which the command switches off and a
        module cannot.
        """;

    public static void Run(Report report, BenchmarkOptions options)
    {
        using var folder = new TemporaryFolder();
        Publish(folder["FrequencyML"]);
        MeasureSpeed(folder, report, options);
        MeasureMemory(folder, report, options);
    }

    private static void MeasureSpeed(TemporaryFolder folder, Report report, BenchmarkOptions options)
    {
        int count = options.Pick(5_000, 40), rounds = options.Pick(5, 1);
        var set = options.Set("420");
        var images = Directory.CreateDirectory(folder["images"]).FullName;
        for (var i = 0; i < count; i++) File.CreateSymbolicLink(Path.Combine(images, $"{i:D4}.jpg"), set.Files[i % set.Files.Count].Path);
        report.Text($"{set.Description}; {count} of them in a folder, medians of {rounds} runs in turns, {Environment.ProcessorCount} threads.");
        var table = new Table("model", "what runs", "images/s:", "of the command's:");
        foreach (var name in new[] { "textures.onnx", "imagenette-dct24-int8.onnx" })
        {
            var model = Repository.PathOf("Models", "weights", name);
            var pipeline = $"Get-ChildItem '{images}' | Invoke-FrequencyScore -Model '{model}' | Export-Csv '{folder["scores.csv"]}'";
            string[] rows =
            [
                "`frequencyml score`, from start to end", "`Get-ChildItem`, `Invoke-FrequencyScore`, `Export-Csv`: first call in a new shell, with the import", "the same, second call",
                "`Start-FrequencyBatch`, Parquet, first call",
            ];
            var seconds = rows.Select(_ => new List<double>()).ToArray();
            for (var round = 0; round < rounds; round++)
            {
                seconds[0].Add(Time(() => Dotnet(ScoreProcess.Command, "score", images, "--model", model, "--output", folder["scores.csv"])));
                var calls = Shell(folder, $"$clock = [Diagnostics.Stopwatch]::StartNew(); Import-Module '{folder["FrequencyML"]}'; {pipeline}; $clock.Elapsed.TotalSeconds; $clock.Restart(); {pipeline}; $clock.Elapsed.TotalSeconds");
                seconds[1].Add(calls[0]);
                seconds[2].Add(calls[1]);
                seconds[3].Add(Shell(folder, $"$clock = [Diagnostics.Stopwatch]::StartNew(); Import-Module '{folder["FrequencyML"]}'; $null = Start-FrequencyBatch '{images}' -Destination '{folder["parts"]}' -Model '{model}'; $clock.Elapsed.TotalSeconds")[0]);
                Directory.Delete(folder["parts"], recursive: true);
            }
            var medians = seconds.Select(runs => new Timing(runs).Median).ToArray();
            for (var i = 0; i < rows.Length; i++)
                table.Add(name, rows[i], Table.Number(count / medians[i]), Table.Number(medians[0] / medians[i], 2));
        }
        report.Table(table, "powershell");
    }

    private static void MeasureMemory(TemporaryFolder folder, Report report, BenchmarkOptions options)
    {
        var samples = Directory.GetFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories);
        var shells = options.Pick(5, 1);
        report.Text($"The samples, repeated, by PowerShell's own record of its largest resident set; {shells} shells each.");
        var table = new Table("images:", "peak MiB:");
        foreach (var images in new[] { options.Pick(5_000, 40), options.Pick(50_000, 400) })
        {
            File.WriteAllLines(folder["list.txt"], Enumerable.Range(0, images).Select(i => samples[i % samples.Length]));
            var script = $"Import-Module '{folder["FrequencyML"]}'; Get-Content '{folder["list.txt"]}' | Invoke-FrequencyScore | Export-Csv '{folder["scores.csv"]}'; (Get-Process -Id $PID).PeakWorkingSet64 / 1MB";
            var peaks = Enumerable.Range(0, shells).Select(_ => Shell(folder, script)[0]).Order().Select(peak => Table.Number(peak));
            table.Add($"{images}", string.Join(", ", peaks));
        }
        report.Table(table);
    }

    /// <summary>Runs a script in a new shell.</summary>
    /// <returns>The numbers that it writes, a line each.</returns>
    private static double[] Shell(TemporaryFolder folder, string script)
    {
        var file = folder["script.ps1"];
        File.WriteAllText(file, script);
        var host = AppContext.BaseDirectory.Replace("FrequencyML.Benchmarks", "FrequencyML.PowerShellHost", StringComparison.Ordinal);
        var output = Dotnet(Path.Combine(host, "FrequencyML.PowerShellHost.dll"), "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", file);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
    }

    private static void Publish(string target)
    {
        var runtime = (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-") + $"{RuntimeInformation.OSArchitecture}".ToLowerInvariant();
        Dotnet("publish", Repository.PathOf("Scoring", "FrequencyML.PowerShell"), "--configuration", "Release", "--runtime", runtime, "--output", target, "--artifacts-path", $"{target}-artifacts");
    }

    private static string Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}: {error.Result}{output}");
    }

    private static double Time(Action action)
    {
        var began = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
