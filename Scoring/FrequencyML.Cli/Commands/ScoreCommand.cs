using System.CommandLine;
using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Scoring;
using FrequencyML.Scoring.Inputs;
using FrequencyML.Scoring.Rows;
using FrequencyML.Shared;

namespace FrequencyML.Cli.Commands;

/// <summary><c>frequencyml score</c>: labels for images, a row each.</summary>
internal static class ScoreCommand
{
    public static Command Create()
    {
        var inputs = new Argument<string[]>("inputs")
        {
            Description = "Image files, folders (with their subfolders), lists of paths (.txt, .lst, .list), tables with a column of paths (.csv), tar archives (.tar), or - for a list on standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        // The parser takes what it does not know for one more input.
        inputs.Validators.Add(result =>
        {
            if (result.Tokens.Select(token => token.Value).FirstOrDefault(LooksLikeOption) is { } unknown)
                result.AddError($"'{unknown}' is no option of score; write ./{unknown} for a file of that name.");
        });
        var pattern = new Option<string[]>("--pattern") { Description = "Which file names of folders and archives are images, with the wildcards * and ?; may be repeated. Default: by extension." };
        var isNull = CommandLine.Option("--null", "Paths in lists end with NUL, as find -print0 writes them, and not with the line.", false);
        var column = CommandLine.Option("--column", "The column of paths in tables.", RowColumns.Path);
        var model = new Option<string?>("--model", "-m") { Description = "An ONNX file; default is the model of 10 surface textures that comes with the command." };
        var output = new Option<string?>("--output", "-o") { Description = "The file to write, or for part files a folder, which ends in / or exists; default is standard output." };
        var format = new Option<RowFormat?>("--format")
        {
            Description = "One of csv, ndjson, parquet; default is what the output's extension says, else csv.",
            CustomParser = CommandLine.ParseChoice<RowFormat>,
        };
        var top = CommandLine.Number("--top", "How many classes the column top_k lists.", 1, 1, int.MaxValue);
        var embedding = CommandLine.Option("--embedding", "Add the column embedding: the pooled feature vector.", false);
        var channels = CommandLine.Option("--channels", "Add the column channels: the input of the model.", false);
        var chunk = CommandLine.Number("--chunk", "Images in a part file.", 1000, 1, int.MaxValue);
        var shardIndex = new Option<int?>("--shard-index") { Description = "Which worker this is, from 0; default is what the scheduler says." };
        var shardCount = new Option<int?>("--shard-count") { Description = "How many workers share the part files; default is what the scheduler says." };
        var overwrite = CommandLine.Option("--overwrite", "Remove the part files of a run with other images, model or options.", false);
        var maxErrors = new Option<long?>("--max-errors") { Description = "End with exit code 3 when more images than this have failed; default is to go on." };
        var batch = CommandLine.Number("--batch", "Images per run of the model.", new ScoringOptions().BatchSize, 1, ScoringOptions.MaxBatchSize);
        var threads = CommandLine.Number("--threads", "Threads that decode and score.", new ScoringOptions().Threads, 1, ScoringOptions.MaxThreads);
        var path = CommandLine.Choice("--path", "Score JPEG files from their coefficients, or decode pixels; auto takes coefficients where a file allows.", DecodingPath.Auto);
        var limit = LimitOption.Create();
        var device = DeviceOption.Create();
        var command = new Command("score", "Classifies images and writes one row each.")
        {
            inputs, pattern, isNull, column, model, output, format, top, embedding, channels, chunk, shardIndex, shardCount, overwrite, maxErrors, batch, threads, path, limit, device,
        };
        Option[] ofParts = [chunk, shardIndex, shardCount, overwrite];
        maxErrors.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value.StartsWith('-')) result.AddError($"--max-errors is {result.Tokens[0].Value}; expected 0 or more.");
        });
        command.Validators.Add(result =>
        {
            if (result.Children.Any(child => child.Errors.Any())) return;             // the value of such an option cannot be asked for
            if (result.GetValue(output) is "") result.AddError("--output is empty; expected a file or a folder.");
            if (result.GetValue(pattern) is { } patterns && patterns.Contains("")) result.AddError("--pattern is empty; expected a file name with wildcards, such as *.jpg.");
            if (!IsFolder(result.GetValue(output)) && ofParts.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } given)
                result.AddError($"{given.Name} is for part files: give --output a folder, with a / at the end.");
            if (result.GetValue(output) is null && result.GetValue(format) is RowFormat.Parquet) result.AddError("Parquet needs a file: give --output.");
        });
        command.SetAction(parsed =>
        {
            using var interruption = new Interruption();                              // before the model, which may take a while
            var names = new ImageNames(parsed.GetValue(pattern) ?? []);
            var request = new ScoreRequest
            {
                Names = names,
                Inputs = new(parsed.GetRequiredValue(inputs), names, parsed.GetValue(isNull), parsed.GetRequiredValue(column), parsed.GetRequiredValue(limit)),
                Model = parsed.GetValue(model),
                Device = parsed.GetValue(device),
                Output = parsed.GetValue(output),
                OpenStream = StandardOutput.Open,
                Format = parsed.GetValue(format) ?? (parsed.GetValue(output) is { } named && !IsFolder(named) ? RowFormats.OfFile(named) : null) ?? RowFormat.Csv,
                MaxErrors = parsed.GetValue(maxErrors) ?? long.MaxValue,
                Parts = IsFolder(parsed.GetValue(output)) ? new(parsed.GetValue(chunk), parsed.GetValue(shardIndex), parsed.GetValue(shardCount), parsed.GetValue(overwrite)) : null,
                Scoring = new()
                {
                    BatchSize = parsed.GetValue(batch),
                    Threads = parsed.GetValue(threads),
                    Top = parsed.GetValue(top),
                    IncludeEmbedding = parsed.GetValue(embedding),
                    IncludeChannels = parsed.GetValue(channels),
                    Decoding = new() { Path = parsed.GetValue(path) },
                    Limits = parsed.GetRequiredValue(limit),
                },
            };
            var observer = new ConsoleObserver();
            var outcome = ScoreJob.Run(request, observer, interruption.Token);
            if (outcome.Ending == ScoreEnding.Interrupted) observer.Report($"interrupted; the {(request.Parts is null ? "rows" : "parts")} that were finished are kept.");
            CommandLine.Report(outcome.Summary.ToString());
            if (outcome.Ending == ScoreEnding.TooManyErrors)
                observer.Report($"stopped at {outcome.Summary.Failed} failed images, more than --max-errors {request.MaxErrors}; the last: {outcome.Summary.LastError}");
            return ExitCode.Of(outcome.Ending);
        });
        return command;
    }

    private static bool IsFolder(string? output) => output is { Length: > 0 } && (Path.EndsInDirectorySeparator(output) || Directory.Exists(output));

    private static bool LooksLikeOption(string input) => input.Length > 1 && input[0] == '-' && !Path.Exists(input);
}
