using System.CommandLine;
using System.Globalization;
using FrequencyML.Fuzzing.Campaigns;
using FrequencyML.Fuzzing.Targets;

namespace FrequencyML.Fuzzing;

/// <summary><c>mutate</c>: mutated inputs to all targets in this process, and a table of what became of them.</summary>
internal static class MutateCommand
{
    /// <summary>The file that says which inputs were under way when the process ended.</summary>
    public const string JournalName = "running";

    public static Command Create()
    {
        Option<string?> target = new("--target") { Description = "One target or group; all if not given." };
        Option<long> count = new("--count") { Description = "The inputs of all targets together.", DefaultValueFactory = _ => 10_000_000 };
        Option<long> seed = new("--seed") { Description = "Other seeds make other inputs.", DefaultValueFactory = _ => 1 };
        Option<int> threads = new("--threads") { DefaultValueFactory = _ => 2 };
        Option<string> folder = new("--folder") { Description = "Receives findings.", DefaultValueFactory = _ => Path.Combine("artifacts", "fuzzing") };
        Command command = new("mutate", "Tries mutated inputs, the same ones for the same seed. Exit code 1 if there are findings.") { target, count, seed, threads, folder };
        command.SetAction(parsed => Run(
            TargetTable.Find(parsed.GetValue(target)), parsed.GetValue(count),
            new CampaignOptions { Seed = parsed.GetValue(seed), Threads = parsed.GetValue(threads), Folder = parsed.GetValue(folder)! }));
        return command;
    }

    private static int Run(IReadOnlyList<Target> targets, long count, CampaignOptions options)
    {
        var journalPath = Path.Combine(Directory.CreateDirectory(options.Folder!).FullName, JournalName);
        using var journal = new Journal(journalPath, options.Threads);
        var weight = (double)targets.Where(target => target.Skipped is null).Sum(target => target.Weight);
        var results = new List<CampaignResult>();
        Console.WriteLine(CampaignResult.Header);
        foreach (var target in targets)
        {
            File.WriteAllText($"{journalPath}.txt", string.Create(CultureInfo.InvariantCulture, $"{target.Name} {options.Seed}"));
            var result = new Campaign(target, options, journal).Run(Math.Max(4, (long)Math.Ceiling(count * target.Weight / weight)));
            results.Add(result);
            Console.WriteLine(result.ToRow());
        }
        File.Delete($"{journalPath}.txt");
        var findings = results.SelectMany(result => result.Findings).ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{results.Sum(result => result.Inputs):N0} inputs, {findings.Length} findings, {results.Sum(result => result.Processor.TotalMinutes):F1} minutes of processor time."));
        foreach (var finding in findings) Console.WriteLine($"{finding.Target}, input {finding.Index}: {finding.Kind}: {finding.Detail.Split('\n')[0]}");
        return findings.Length > 0 ? 1 : 0;
    }
}
