using System.Diagnostics;
using System.Globalization;
using FrequencyML.Benchmarks.EndToEnd;
using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Reports;
using FrequencyML.Models;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Benchmarks;

/// <summary>
/// What does <c>frequencyml score</c> cost beyond the library it runs on, and does its memory grow with the number of images? The command, and a program of a
/// few lines that calls <see cref="ImageScorer"/>, run in a process of their own, from start to end.
/// </summary>
internal static class ScoreBenchmark
{
    /// <summary>The verb of the program that calls the library.</summary>
    public const string LibraryCommand = "score-library";

    public const string About = """
        Speed against the library it runs on, and memory against the number of images. Each row but the first of a model is a process of its own, from its start to its end:
        `ImageScorer` is a program of a few lines that loads the model and keeps the labels. Its own clock begins before it loads the model, that of `score` after.
        `score` runs without profile-guided tiering (`TieredPGO`), which costs the first seconds some tenth and gives nothing later.
        """;

    public static void Run(Report report, BenchmarkOptions options)
    {
        MeasureSpeed(report, options);
        MeasureMemory(report, options);
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

    private static void MeasureSpeed(Report report, BenchmarkOptions options)
    {
        using var folder = new TemporaryFolder();
        var set = options.Set("420");
        int images = options.Pick(5_000, 40), rounds = options.Pick(5, 1);
        string[] paths = [.. Enumerable.Range(0, images).Select(i => set.Files[i % set.Files.Count].Path)];
        var list = folder["list.txt"];
        File.WriteAllLines(list, paths);
        report.Text($"{set.Description}; {images} of them a run, medians of {rounds} runs in turns, {Environment.ProcessorCount} threads.");
        var table = new Table("model", "what runs", "images/s, start to end:", "of the library's:", "by its own clock:");
        foreach (var model in new[] { "textures.onnx", "imagenette-dct24-int8.onnx" })
        {
            var file = Repository.PathOf("Models", "weights", model);
            string[] score = [ScoreProcess.Command, "score", list, "--model", file, "--output"];
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
            var runs = contenders.Select(_ => new List<ScoreProcess>()).ToArray();
            for (var round = 0; round < rounds; round++)
            {
                var began = Stopwatch.GetTimestamp();
                library.Label();
                warm.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
                for (var i = 0; i < contenders.Length; i++)
                {
                    if (Directory.Exists(folder["parts"])) Directory.Delete(folder["parts"], recursive: true);
                    runs[i].Add(ScoreProcess.Run(contenders[i].Command));
                }
            }
            var seconds = runs.Select(passes => new Timing(passes.Select(pass => pass.Seconds)).Median).ToArray();
            var best = new Timing(warm).Median;
            table.Add(model, "`ImageScorer`, long running and warm", Table.Number(images / best), Table.Number(seconds[0] / best, 2), "");
            for (var i = 0; i < contenders.Length; i++)
            {
                var own = new Timing(runs[i].Select(pass => pass.ImagesPerSecond)).Median;
                table.Add(model, contenders[i].Name, Table.Number(images / seconds[i]), Table.Number(seconds[0] / seconds[i], 2), Table.Number(own));
            }
        }
        report.Table(table, "score");
    }

    private static void MeasureMemory(Report report, BenchmarkOptions options)
    {
        using var folder = new TemporaryFolder();
        var samples = Directory.GetFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories);
        var memoryRuns = options.Pick(3, 1);
        report.Text($"The samples, repeated, to part files of 1,000; peak of each of {memoryRuns} runs, median speed.");
        var table = new Table("images:", "peak MiB:", "images/s:");
        foreach (var images in new[] { options.Pick(5_000, 40), options.Pick(100_000, 400) })
        {
            File.WriteAllLines(folder["list.txt"], Enumerable.Range(0, images).Select(i => samples[i % samples.Length]));
            var runs = new List<ScoreProcess>();
            for (var run = 0; run < memoryRuns; run++)
            {
                runs.Add(ScoreProcess.Run(ScoreProcess.Command, "score", folder["list.txt"], "--output", folder["parts/"], "--format", "ndjson"));
                Directory.Delete(folder["parts"], recursive: true);
            }
            var peaks = string.Join(", ", runs.Select(run => run.PeakBytes >> 20).Order());
            table.Add($"{images}", peaks, Table.Number(images / new Timing(runs.Select(run => run.Seconds)).Median));
        }
        report.Table(table, "score-memory");
    }
}
