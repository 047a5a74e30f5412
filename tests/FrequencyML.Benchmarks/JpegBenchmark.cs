using FrequencyML.Benchmarks.Contenders;
using FrequencyML.Benchmarks.Measurements;
using FrequencyML.Benchmarks.Photographs;
using FrequencyML.Benchmarks.Reports;

namespace FrequencyML.Benchmarks;

/// <summary>How long do JPEG files take, against other libraries? All of them in turns in one process, on one thread each.</summary>
internal static class JpegBenchmark
{
    public const string About = """
        Quality 90, one thread, all contenders in turns in one process; a round is one pass of each over all files. The ratio is to libjpeg-turbo's
        `jpeg_read_coefficients` on the same files in the same run. ML.NET reads its files from disk, the others from memory.
        """;

    /// <summary>A table for each set, and one of all medians.</summary>
    public static void Run(Report report, BenchmarkOptions options)
    {
        var medians = options.Sets(PhotographSets.Measured, report.Text).ToDictionary(set => set.Name, set => Measure(set, report, options));
        report.Heading(3, "All medians");
        report.Text("Milliseconds an image of the generated sets.");
        var sets = PhotographSets.Measured.Where(medians.ContainsKey).ToArray();
        var table = new Table(["quality 90", .. sets.Select(set => $"{PhotographSets.Describe(set)}:")]);
        foreach (var (name, _) in JpegContenders.All)
        {
            if (!sets.Any(set => medians[set].ContainsKey(name))) continue;
            var isOurs = name.StartsWith("FrequencyML", StringComparison.Ordinal);
            table.Add([isOurs ? $"**{name}**" : name, .. sets.Select(set => medians[set].TryGetValue(name, out var ms) ? Table.Number(ms, ms < 10 ? 2 : 1) : "")]);
        }
        report.Table(table, "jpeg");
    }

    /// <summary>Milliseconds by contender.</summary>
    private static Dictionary<string, double> Measure(PhotographSet set, Report report, BenchmarkOptions options)
    {
        report.Heading(3, set.Name);
        var (entries, files) = EntryList.Check(set.Files, report.Text);
        var contenders = entries.Select(entry => entry.Create(files)).ToArray();
        var results = PairedRuns.Measure(contenders, rounds: options.Pick(11, 1), TimeSpan.FromSeconds(options.Pick(15, 0)));
        foreach (var contender in contenders) (contender as IDisposable)?.Dispose();

        var baseline = entries.ToList().FindIndex(entry => entry.Name == JpegContenders.Baseline);
        report.Text($"{(set with { Files = files }).Description}; {results[0].Pass.Count} rounds.");
        var table = new Table("", "ms an image, median:", "min:", "ratio:", "CPU / time:");
        var medians = new Dictionary<string, double>();
        for (var i = 0; i < results.Length; i++)
        {
            var (pass, share, _) = results[i];
            medians[entries[i].Name] = 1000 * pass.Median / files.Count;
            table.Add(
                entries[i].Name, Table.Number(medians[entries[i].Name], 3), Table.Number(1000 * pass.Min / files.Count, 3),
                baseline < 0 ? "-" : Table.Number(pass.Median / results[baseline].Pass.Median, 2), Table.Number(share, 2));
        }
        report.Table(table);
        return medians;
    }
}
