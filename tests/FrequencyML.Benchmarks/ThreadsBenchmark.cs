using FrequencyML.Benchmarks.EndToEnd;
using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Reports;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Benchmarks;

/// <summary>What do more threads give to decoding, to the network, and to both?</summary>
internal static class ThreadsBenchmark
{
    public const string About = """
        `ImageScorer` with `imagenette-dct24-int8.onnx` on set 420, files from disk: decoding alone, the network alone on batches of 32 that are decoded already, and from
        files to labels, where decoding and network run beside each other, each with as many threads as the row says: so one thread keeps more than one processor busy.
        All rows in turns in one process.
        """;

    public static void Run(Report report, BenchmarkOptions options)
    {
        var set = options.Set("420");
        string[] paths = [.. Enumerable.Range(0, options.Pick(512, 32)).Select(i => set.Files[i % set.Files.Count].Path)];
        var rounds = options.Pick(7, 1);
        var counts = Counts(Environment.ProcessorCount);
        OurScorer[] scorers = [.. counts.Select(threads => new OurScorer(paths, Repository.PathOf("Models", "weights", "imagenette-dct24-int8.onnx"), threads))];
        var results = PairedRuns.Measure(
            [.. scorers.SelectMany(scorer => new[] { new Stage(scorer.Decode), new Stage(scorer.RunNetwork), new Stage(() => scorer.Label().Length) })], rounds, TimeSpan.Zero);
        foreach (var scorer in scorers) scorer.Dispose();

        report.Text($"{set.Description}; {paths.Length} images a pass, medians of {rounds} passes; {Environment.ProcessorCount} processors.");
        var table = new Table(
            "threads:", "decoding, images/s:", "times one thread:", "network, images/s:", "times one thread:", "files to labels, images/s:", "times one thread:", "CPU / time:");
        for (var row = 0; row < counts.Length; row++)
        {
            var cells = new List<string> { $"{counts[row]}" };
            for (var stage = 0; stage < 3; stage++)
            {
                var median = results[3 * row + stage].Pass.Median;
                cells.AddRange([Table.Number(paths.Length / median), Table.Number(results[stage].Pass.Median / median, 2)]);
            }
            table.Add([.. cells, Table.Number(results[3 * row + 2].ProcessorShare, 2)]);
        }
        report.Table(table, "threads");
    }

    /// <summary>1, 2, 4 and so on, and the number of processors.</summary>
    public static int[] Counts(int processors) =>
        [.. Enumerable.Range(0, 31).Select(exponent => 1 << exponent).TakeWhile(threads => threads < processors), processors];
}
