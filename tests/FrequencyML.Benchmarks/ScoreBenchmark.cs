using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using FrequencyML.Benchmarks.EndToEnd;
using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Photographs;
using FrequencyML.Models;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Benchmarks;

/// <summary>
/// What does <c>frequencyml score</c> cost beyond the library it runs on, and does its memory grow with the number of images? The command, and a program of a
/// few lines that calls <see cref="ImageScorer"/>, run in a process of their own, from start to end.
/// </summary>
internal static partial class ScoreBenchmark
{
    /// <summary>The verb of the program that calls the library.</summary>
    public const string LibraryCommand = "score-library";

    private const int Images = 5_000, ManyImages = 100_000, SpeedRuns = 5, MemoryRuns = 3;

    public static void Run()
    {
        MeasureSpeed();
        Console.WriteLine();
        MeasureMemory();
    }

    /// <summary>Scores the paths of a list with a model, and keeps the labels: what a program of one's own would do.</summary>
    /// <param name="args">The list and the ONNX file.</param>
    public static void ScoreWithLibrary(string[] args)
    {
        var began = Stopwatch.GetTimestamp();
        using var model = FrequencyModel.Load(args[1]);
        using var scorer = new ImageScorer(model);
        var labels = scorer.Score(File.ReadLines(args[0])).Select(image => image.Top[0].Label).ToList();
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{labels.Count / Stopwatch.GetElapsedTime(began).TotalSeconds:F0} images/s"));
    }

    private static void MeasureSpeed()
    {
        using var folder = new TemporaryFolder();
        var set = PhotographSets.Get("420");
        string[] paths = [.. Enumerable.Range(0, Images).Select(i => set.Files[i % set.Files.Count].Path)];
        var list = folder["list.txt"];
        File.WriteAllLines(list, paths);
        Console.WriteLine($"{set.Description}; {Images} of them a run, medians of {SpeedRuns} runs in turns, {Environment.ProcessorCount} threads.");
        Console.WriteLine();
        Console.WriteLine("| model | what runs | images/s, start to end | of the library's | by its own clock |");
        Console.WriteLine("|---|---|---:|---:|---:|");
        foreach (var model in new[] { "textures.onnx", "imagenette-dct24-int8.onnx" })
        {
            var file = Repository.PathOf("Models", "weights", model);
            string[] score = [Path.Combine(AppContext.BaseDirectory, "frequencyml.dll"), "score", list, "--model", file, "--output"];
            (string Name, string[] Command)[] contenders =
            [
                ("`ImageScorer`", [typeof(ScoreBenchmark).Assembly.Location, LibraryCommand, list, file]),
                ("`score`, CSV", [.. score, folder["scores.csv"]]),
                ("`score`, part files of 1,000, NDJSON", [.. score, folder["parts/"], "--format", "ndjson"]),
                ("`score`, Parquet", [.. score, folder["scores.parquet"]]),
            ];
            using var library = new OurScorer(paths, file, Environment.ProcessorCount);
            library.Label();
            var warm = new List<double>();
            var runs = contenders.Select(_ => new List<(double Seconds, double ImagesPerSecond, long)>()).ToArray();
            for (var round = 0; round < SpeedRuns; round++)
            {
                var began = Stopwatch.GetTimestamp();
                library.Label();
                warm.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
                for (var i = 0; i < contenders.Length; i++)
                {
                    if (Directory.Exists(folder["parts"])) Directory.Delete(folder["parts"], recursive: true);
                    runs[i].Add(Start(contenders[i].Command));
                }
            }
            var seconds = runs.Select(passes => new Timing(passes.Select(pass => pass.Seconds)).Median).ToArray();
            var best = new Timing(warm).Median;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {model} | `ImageScorer`, long running and warm | {Images / best:F0} | {seconds[0] / best:F2} | |"));
            for (var i = 0; i < contenders.Length; i++)
            {
                var own = new Timing(runs[i].Select(pass => pass.ImagesPerSecond)).Median;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {model} | {contenders[i].Name} | {Images / seconds[i]:F0} | {seconds[0] / seconds[i]:F2} | {own:F0} |"));
            }
        }
    }

    private static void MeasureMemory()
    {
        using var folder = new TemporaryFolder();
        var samples = Directory.GetFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories);
        Console.WriteLine($"The samples, repeated, to part files of 1,000; {MemoryRuns} runs.");
        Console.WriteLine();
        Console.WriteLine("| images | peak MiB | images/s |");
        Console.WriteLine("|---:|---:|---:|");
        foreach (var images in new[] { Images, ManyImages })
        {
            File.WriteAllLines(folder["list.txt"], Enumerable.Range(0, images).Select(i => samples[i % samples.Length]));
            var runs = new List<(double Seconds, double ImagesPerSecond, long PeakBytes)>();
            for (var run = 0; run < MemoryRuns; run++)
            {
                runs.Add(Start([Path.Combine(AppContext.BaseDirectory, "frequencyml.dll"), "score", folder["list.txt"], "--output", folder["parts/"], "--format", "ndjson"]));
                Directory.Delete(folder["parts"], recursive: true);
            }
            var peaks = string.Join(", ", runs.Select(run => run.PeakBytes >> 20).Order());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {images} | {peaks} | {images / new Timing(runs.Select(run => run.Seconds)).Median:F0} |"));
        }
    }

    /// <summary>Runs a program of .NET.</summary>
    /// <returns>Its time, what it says of its speed, and the kernel's record of its largest resident set.</returns>
    private static (double Seconds, double ImagesPerSecond, long PeakBytes) Start(string[] command)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        while (!process.WaitForExit(5))
        {
            process.Refresh();
            if (!process.HasExited) peak = Math.Max(peak, process.PeakWorkingSet64);
        }
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"It ended with {process.ExitCode}: {error.Result}");
        return (seconds, double.Parse(Speed().Match(error.Result).Groups[1].ValueSpan, CultureInfo.InvariantCulture), peak);
    }

    [GeneratedRegex(@"(\d+) images/s")]
    private static partial Regex Speed();
}
