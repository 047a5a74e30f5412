using System.CommandLine;
using System.Text;
using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Shared;
using Microsoft.Win32.SafeHandles;

namespace FrequencyML.Cli.Commands;

/// <summary><c>frequencyml score</c>: labels for images, as CSV.</summary>
internal static class ScoreCommand
{
    public static Command Create()
    {
        var inputs = new Argument<string[]>("inputs")
        {
            Description = "Image files, folders (with their subfolders), or - for a list of paths on standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        // The parser takes what it does not know for one more input.
        inputs.Validators.Add(result =>
        {
            if (result.Tokens.Select(token => token.Value).FirstOrDefault(LooksLikeOption) is { } unknown)
                result.AddError($"'{unknown}' is no option of score; write ./{unknown} for a file of that name.");
        });
        var model = new Option<string?>("--model", "-m") { Description = "An ONNX file; default is the model of 10 surface textures that comes with the command." };
        var output = new Option<string?>("--output", "-o") { Description = "The CSV file to write; default is standard output." };
        var top = CommandLine.Number("--top", "How many classes the column top_k lists.", 1, 1, int.MaxValue);
        var batch = CommandLine.Number("--batch", "Images per run of the model.", new ScoringOptions().BatchSize, 1, ScoringOptions.MaxBatchSize);
        var threads = CommandLine.Number("--threads", "Threads that decode and score.", new ScoringOptions().Threads, 1, ScoringOptions.MaxThreads);
        var path = CommandLine.Choice("--path", "Score JPEG files from their coefficients, or decode pixels; auto takes coefficients where a file allows.", DecodingPath.Auto);
        var device = DeviceOption.Create();
        var command = new Command("score", "Classifies images and writes one CSV row each.") { inputs, model, output, top, batch, threads, path, device };
        command.SetAction(parsed =>
        {
            var options = new ScoringOptions
            {
                BatchSize = parsed.GetValue(batch),
                Threads = parsed.GetValue(threads),
                Top = parsed.GetValue(top),
                Decoding = new DecodingOptions { Path = parsed.GetValue(path) },
            };
            // Not Console.In: on Windows that is not UTF-8, and the output is.
            using var standardInput = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
            var running = new FrequencyModelOptions { Threads = options.Threads, Device = parsed.GetValue(device) };
            using var loaded = parsed.GetValue(model) is { } modelFile ? FrequencyModel.Load(modelFile, running) : FrequencyModel.LoadDefault(running);
            if (parsed.GetValue(output) is { } file && parsed.GetRequiredValue(inputs).Any(input => SamePath(input, file)))
                throw new InvalidDataException($"'{file}' is an input; writing the scores to it would destroy it.");
            var report = running.Device.Kind == InferenceDeviceKind.Auto ? $"frequencyml: runs on {loaded.Device}, since {loaded.DeviceReason}" : null;
            return Score(loaded, report, options, new ImageInputs(parsed.GetRequiredValue(inputs), standardInput), parsed.GetValue(output));
        });
        return command;
    }

    private static bool SamePath(string input, string output) => File.Exists(input) && Path.GetFullPath(input) == Path.GetFullPath(output);

    /// <summary>
    /// .NET's console stream ignores that a pipe was closed; a file stream throws. On files only the former shares its place with
    /// stderr.
    /// </summary>
    private static Stream OpenStandardOutput()
    {
        if (OperatingSystem.IsWindows()) return Console.OpenStandardOutput();
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    private static bool LooksLikeOption(string input) => input.Length > 1 && input[0] == '-' && !Path.Exists(input);

    private static int Score(FrequencyModel model, string? report, ScoringOptions options, ImageInputs inputs, string? output)
    {
        using var interruption = new Interruption();
        using var scorer = new ImageScorer(model, options);
        var summary = new ScoreSummary(model.Metadata);
        if (output is null)
        {
            using var stream = OpenStandardOutput();
            Write(stream);
        }
        else
        {
            // Also after an interruption: the rows that were finished are whole, and kept.
            WholeFile.Write(output, temporary =>
            {
                using var stream = File.Create(temporary);
                Write(stream);
                stream.Flush(flushToDisk: true);                                      // the rename must not overtake the rows
            });
        }
        CommandLine.Report(summary.ToString());
        return interruption.Token.IsCancellationRequested ? ExitCode.Interrupted : summary.Failed > 0 ? ExitCode.SomeFailed : ExitCode.Done;

        void Write(Stream stream)
        {
            if (report is not null) CommandLine.Report(report);                       // before the progress bar, and after what may fail at once
            ScoreProgress.Run(inputs.Count, advance => WriteRows(stream, advance));
        }

        void WriteRows(Stream stream, Action advance)
        {
            using var csv = new ScoreCsv(stream);
            try
            {
                foreach (var image in scorer.Score(inputs.Paths(interruption.Token), interruption.Token))
                {
                    csv.Write(image);
                    if (output is null) csv.Flush();                                  // whoever reads along sees every row at once
                    summary.Add(image);
                    advance();
                }
            }
            catch (OperationCanceledException)
            {
                CommandLine.Report("frequencyml: interrupted; the rows that were finished are kept.");
            }
            if (summary.Images == 0 && inputs.Count() == 0)
                throw new InvalidDataException(
                    $"There are no images to score; a folder's files are taken if they end in {string.Join(", ", ImageFiles.Extensions)}.");
        }
    }
}
