using System.CommandLine;
using FrequencyML.Scoring.Runs;
using FrequencyML.Shared;

namespace FrequencyML.Cli.Commands;

/// <summary><c>frequencyml verify</c>: whether the part files of a run are complete.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The folder that score wrote part files to." };
        folder.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }]) result.AddError("The folder is empty text; expected the name of a folder.");
        });
        var command = new Command("verify", "Checks that all part files are there and every row once. Exit code 0 if so, 2 if not.") { folder };
        command.SetAction(parsed =>
        {
            using var interruption = new Interruption();
            PartVerification found;
            try
            {
                found = PartVerification.Of(PartFolder.OpenExisting(parsed.GetRequiredValue(folder)), interruption.Token);
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Interrupted;
            }
            foreach (var problem in found.Problems) CommandLine.Report($"frequencyml: {problem}");
            Console.WriteLine(found);
            return found.IsComplete ? ExitCode.Done : ExitCode.Usage;
        });
        return command;
    }
}
