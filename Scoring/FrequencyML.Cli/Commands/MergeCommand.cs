using System.CommandLine;
using FrequencyML.Scoring.Rows;
using FrequencyML.Scoring.Runs;
using FrequencyML.Shared;

namespace FrequencyML.Cli.Commands;

/// <summary><c>frequencyml merge</c>: the part files of a complete run as one file.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The folder that score wrote part files to." };
        var output = new Option<string>("--output", "-o") { Description = "The file to write: the bytes that score writes to one file.", Required = true };
        output.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }]) result.AddError("--output is empty; expected a file.");
        });
        var format = new Option<RowFormat?>("--format")
        {
            Description = "One of csv, ndjson, parquet; default is what the output's extension says, else that of the parts.",
            CustomParser = CommandLine.ParseChoice<RowFormat>,
        };
        folder.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }]) result.AddError("The folder is empty text; expected the name of a folder.");
        });
        var command = new Command("merge", "Joins part files in the order of the inputs, if they are complete.") { folder, output, format };
        command.SetAction(parsed =>
        {
            using var interruption = new Interruption();
            try
            {
                PartMerge.Write(PartFolder.OpenExisting(parsed.GetRequiredValue(folder)), parsed.GetRequiredValue(output), parsed.GetValue(format), interruption.Token);
                return ExitCode.Done;
            }
            catch (OperationCanceledException)
            {
                CommandLine.Report("frequencyml: interrupted; nothing was written.");
                return ExitCode.Interrupted;
            }
        });
        return command;
    }
}
