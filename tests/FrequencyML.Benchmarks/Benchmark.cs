using FrequencyML.Benchmarks.Reports;

namespace FrequencyML.Benchmarks;

/// <summary>One question, its verb on the command line and its section of the report.</summary>
/// <param name="Verb">What asks it.</param>
/// <param name="Title">The heading of its section.</param>
/// <param name="About">What is measured and how, in Markdown: what holds for any machine.</param>
/// <param name="Run">Measures, and writes tables and what this run alone can tell.</param>
internal sealed record Benchmark(string Verb, string Title, string About, Action<Report, BenchmarkOptions> Run)
{
    /// <summary>All of them, in the order of the report.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("photographs", "The files", PhotographsBenchmark.About, PhotographsBenchmark.Run),
        new("jpeg", "From JPEG files to coefficients and tensors", JpegBenchmark.About, JpegBenchmark.Run),
        new("pipeline", "From files to tensors in ML.NET", PipelineBenchmark.About, PipelineBenchmark.Run),
        new("agreement", "Agreement with decoded pixels", AgreementBenchmark.About, AgreementBenchmark.Run),
        new("endtoend", "From image files to labels", EndToEndBenchmark.About, EndToEndBenchmark.Run),
        new("accuracy", "Accuracy against RGB", AccuracyBenchmark.About, AccuracyBenchmark.Run),
        new("int8", "int8 against float32", Int8Benchmark.About, Int8Benchmark.Run),
        new("threads", "Scaling with threads", ThreadsBenchmark.About, ThreadsBenchmark.Run),
        new("complexity", "Scaling with image size and batch", ComplexityBenchmark.About, ComplexityBenchmark.Run),
        new("geometry", "A geometry never seen before", GeometryBenchmark.About, GeometryBenchmark.Run),
        new("allocations", "Managed memory", AllocationsBenchmark.About, AllocationsBenchmark.Run),
        new("score", "The command score", ScoreBenchmark.About, ScoreBenchmark.Run),
        new("powershell", "The PowerShell module", PowerShellBenchmark.About, PowerShellBenchmark.Run),
        new("view", "The page of view", ViewBenchmark.About, ViewBenchmark.Run),
        new("duplicates", "Near-duplicates", DuplicatesBenchmark.About, DuplicatesBenchmark.Run),
    ];

    /// <summary>Writes the whole section, from its heading to how long it took.</summary>
    public void Write(Report report, BenchmarkOptions options)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        report.Heading(2, Title);
        report.Text($"`{ReportCommand.CommandLine} {Verb}{(options.Photographs is null ? "" : " --photographs <folder>")}{(options.Quick ? " --quick" : "")}`");
        if (options.Quick) report.Text(ReportCommand.QuickWarning);
        report.Text(About);
        Run(report, options);
        report.Text(FormattableString.Invariant($"{DateTime.UtcNow:yyyy-MM-dd}, {Machine.Commit}, {clock.Elapsed.TotalSeconds:F0} s."));
    }
}
