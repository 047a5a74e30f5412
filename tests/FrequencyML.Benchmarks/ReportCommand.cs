using System.Diagnostics;
using System.Text;
using FrequencyML.Benchmarks.Reports;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Benchmarks;

/// <summary><c>report</c>: runs benchmarks, each in a process of its own, and writes what they print as one page.</summary>
internal static class ReportCommand
{
    /// <summary>What stands before a verb.</summary>
    public const string CommandLine = "dotnet run -c Release --project tests/FrequencyML.Benchmarks --";

    /// <summary>What a quick run says of itself.</summary>
    public const string QuickWarning = "**A quick run, to see that everything runs: its figures say nothing and are not to be quoted.**";

    /// <summary>The page of this machine; of a quick run one in the work folder, which no other page shows.</summary>
    public static string PageOf(BenchmarkOptions options) => options.Quick
        ? Path.Combine(options.Work, $"{Machine.Slug(Machine.Processor)}-quick.md")
        : Repository.PathOf("docs", "benchmarks", $"{Machine.Slug(Machine.Processor)}.md");

    /// <summary>Benchmarks by their verbs.</summary>
    /// <param name="verbs">With commas between; null for all.</param>
    /// <exception cref="ArgumentException">One is unknown.</exception>
    public static IReadOnlyList<Benchmark> Select(string? verbs)
    {
        if (verbs is null) return Benchmark.All;
        var names = verbs.Split(',', StringSplitOptions.TrimEntries);
        if (names.Except(Benchmark.All.Select(benchmark => benchmark.Verb)).FirstOrDefault() is { } unknown)
            throw new ArgumentException($"There is no benchmark '{unknown}'; expected some of {string.Join(", ", Benchmark.All.Select(benchmark => benchmark.Verb))}.");
        return [.. Benchmark.All.Where(benchmark => names.Contains(benchmark.Verb))];
    }

    /// <summary>Measures, and rewrites the sections of the page.</summary>
    /// <param name="benchmarks">What is measured; sections of others stay as they are.</param>
    /// <param name="options">Handed on to each.</param>
    /// <param name="readme">A page whose marked tables are rewritten as well; null for none.</param>
    /// <returns>0, or 1 if a benchmark failed: its section stays as it was.</returns>
    public static int Write(IReadOnlyList<Benchmark> benchmarks, BenchmarkOptions options, string? readme)
    {
        if (options.Quick && readme is not null) throw new ArgumentException("--readme takes the tables of a full run; leave out --quick.");
        var page = PageOf(options);
        Directory.CreateDirectory(Path.GetDirectoryName(page)!);
        var whole = Stopwatch.StartNew();
        var times = new List<string>();
        var failed = false;
        foreach (var benchmark in benchmarks)
        {
            var clock = Stopwatch.StartNew();
            var (exitCode, section) = Start(benchmark, options);
            failed |= exitCode != 0;
            times.Add($"{benchmark.Verb}: {Table.Number(clock.Elapsed.TotalSeconds)} s{(exitCode == 0 ? "" : $", failed with exit code {exitCode}")}");
            if (exitCode != 0) continue;
            // After each, so that a run that is stopped has written what it has done.
            var old = File.Exists(page) ? File.ReadAllText(page) : "";
            File.WriteAllText(page, ReportFile.Merge(old, Head(options), new Dictionary<string, string> { [benchmark.Title] = section }, [.. Benchmark.All.Select(any => any.Title)]));
        }
        foreach (var time in times) Console.Error.WriteLine(time);
        Console.Error.WriteLine($"{page}, in {Table.Number(whole.Elapsed.TotalMinutes)} minutes");
        if (readme is not null)
            File.WriteAllText(readme, MarkedTables.Replace(File.ReadAllText(readme), MarkedTables.Read(File.ReadAllText(page)), Console.Error.WriteLine));
        return failed ? 1 : 0;
    }

    private static string Head(BenchmarkOptions options)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var report = new Report(text);
        report.Heading(1, $"Benchmarks on {Machine.Processor}");
        if (options.Quick) report.Text(QuickWarning);
        report.Text($"""
            Written by `{CommandLine} report`, which measures and rewrites the sections that `--only` names, or all of them, each by the command under its heading in a process of its
            own, and keeps what stands behind them. A section ends with the day and the commit of its run; the versions are those of the last one.
            """);
        report.Table(Machine.Describe());
        return text.ToString();
    }

    private static (int ExitCode, string Output) Start(Benchmark benchmark, BenchmarkOptions options)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ReportCommand).Assembly.Location, benchmark.Verb, .. options.Arguments()]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var text = new StringBuilder();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            Console.WriteLine(line);
            text.Append(line).Append('\n');
        }
        Console.WriteLine();
        process.WaitForExit();
        return (process.ExitCode, text.ToString());
    }
}
