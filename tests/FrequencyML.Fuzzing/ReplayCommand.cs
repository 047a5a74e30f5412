using System.CommandLine;
using FrequencyML.Fuzzing.Campaigns;
using FrequencyML.Fuzzing.Mutation;
using FrequencyML.Fuzzing.Targets;

namespace FrequencyML.Fuzzing;

/// <summary><c>replay</c>: one input once more, made from its number or read from a file.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        Option<string?> target = new("--target");
        Option<long> seed = new("--seed") { DefaultValueFactory = _ => 1 };
        Option<long[]> index = new("--index") { Description = "The input's number.", DefaultValueFactory = _ => [] };
        Option<FileInfo?> file = new("--file") { Description = "The input." };
        Option<bool> repair = new("--repair") { Description = "Makes the checksums of the file right first, as AFL++'s inputs have them." };
        Option<DirectoryInfo?> running = new("--running") { Description = "The folder of a mutate that ended within an input: shows which ones were under way." };
        Command command = new("replay", "Tries one input and shows what becomes of it. Exit code 1 for a finding.") { target, seed, index, file, repair, running };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(running) is { } folder) return ShowRunning(folder.FullName);
            var found = TargetTable.Get(parsed.GetRequiredValue(target)!);
            if (parsed.GetValue(file) is { } given)
            {
                var input = File.ReadAllBytes(given.FullName);
                if (parsed.GetValue(repair)) found.Repair?.Invoke(input);
                return Show(found, given.FullName, input);
            }
            return parsed.GetValue(index)!.Max(number => Show(found, $"input {number}", new Mutator(found).Create(parsed.GetValue(seed), number)));
        });
        return command;
    }

    private static int Show(Target target, string name, byte[] input)
    {
        Console.WriteLine($"{target.Name}, {name}, {input.Length} bytes: {Convert.ToHexString(input.AsSpan(0, Math.Min(64, input.Length)))}");
        var trial = Trial.Of(target, target.Open(), input);
        var kind = trial.Kind(new CampaignOptions());
        Console.WriteLine($"{kind ?? (trial.IsAccepted ? "accepted" : "rejected")}: {trial.Detail}");
        return kind is null ? 0 : 1;
    }

    private static int ShowRunning(string folder)
    {
        var journal = Path.Combine(folder, MutateCommand.JournalName);
        if (!File.Exists($"{journal}.txt")) return 0;
        var indices = File.ReadAllBytes(journal).Chunk(sizeof(long)).Select(bytes => BitConverter.ToInt64(bytes));
        Console.WriteLine($"Target and seed: {File.ReadAllText($"{journal}.txt")}; inputs under way: {string.Join(", ", indices)}.");
        return 1;
    }
}
