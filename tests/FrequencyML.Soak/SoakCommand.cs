using System.CommandLine;
using System.Globalization;
using FrequencyML.Models;
using FrequencyML.Shared;
using FrequencyML.Soak.Evaluation;
using FrequencyML.Soak.Files;
using FrequencyML.Soak.Subjects;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Soak;

/// <summary>Good and bad files through the library and the command for a long time: memory, handles, throughput and rows must stay as they are.</summary>
internal static class SoakCommand
{
    private const int Batch = 32;

    /// <summary>Minutes until the code is compiled for the last time and the heaps have grown to what they need.</summary>
    private const double MinimumWarmUp = 3;

    private enum Clock
    {
        Wall,
        Cpu,
    }

    public static RootCommand Create()
    {
        var minutes = CommandLine.Number("--minutes", "How long.", 60, 6, 7 * 24 * 60);
        var report = new Option<string?>("--report") { Description = "A Markdown file for the summary." };
        var samples = CommandLine.Option("--samples", "A CSV file for the samples.", "soak.csv");
        var clock = CommandLine.Choice("--clock", "What throughput is judged by: the time on the wall needs a machine that does nothing else.", Clock.Wall);
        var command = new RootCommand("Scores good and bad files for a long time; ends with 1 where memory, handles, throughput or rows do not stay as they are.")
        {
            minutes, report, samples, clock,
        };
        command.SetAction(parsed => Run(parsed.GetValue(minutes), parsed.GetValue(report), parsed.GetRequiredValue(samples), parsed.GetValue(clock)));
        return command;
    }

    private static int Run(int minutes, string? reportFile, string samplesFile, Clock clock)
    {
        using var folder = new TemporaryFolder();
        var files = new MixedFiles(folder, Batch);
        var modelFile = folder["textures.onnx"];
        using (var from = FrequencyModel.OpenDefault())
        using (var to = File.Create(modelFile)) from.CopyTo(to);
        var empty = folder.Write("empty.txt", []);
        var samplesFolder = folder["samples"];
        var shortRuns = new ShortRuns(
        [
            (["score", samplesFolder], 0), (["score", folder["none"], files.Archive, files.CutArchive, folder["golden"]], 1), (["score", empty], 2),
            (["score", folder["none"], "--max-errors", "1"], 3),
        ]);
        using var command = new CommandSubject(files.Paths, Batch);
        using var transformer = new TransformerSubject(modelFile, files.Paths);
        using var scorer = new ScorerSubject(files.Paths);
        Subject[] subjects = [transformer, scorer, command];
        var taken = new List<Sample>();
        using var csv = new StreamWriter(samplesFile) { AutoFlush = true };
        csv.WriteLine(Sample.CsvHeader);
        var run = new SoakRun(subjects, shortRuns, sample =>
        {
            taken.Add(sample);
            csv.WriteLine(sample.ToCsv());
        });
        run.Run(TimeSpan.FromMinutes(minutes));
        command.End();

        var warmUp = Math.Max(MinimumWarmUp, minutes / 10.0);
        var evaluation = new SampleEvaluation(taken, warmUp, clock == Clock.Wall);
        Criterion[] criteria =
        [
            .. evaluation.Criteria(),
            .. subjects.Select(subject => new Criterion(subject.Name, "rows that differ from the first pass", "0", $"{subject.DifferentRows} of {subject.Rows}", subject.DifferentRows == 0)),
            new(command.Name, "exit code", "1, since images failed", $"{command.ExitCode}", command.ExitCode == 1),
            new("short runs", "exit codes and rows as at first", "all", Describe(shortRuns), shortRuns.Failures.Count == 0 && shortRuns.ExitCodes.Count == 4),
        ];
        var introduction = string.Create(
            CultureInfo.InvariantCulture,
            $"{minutes} minutes, the first {warmUp:0.#} of them to warm up; {files.Paths.Length} paths a pass; models and scorers closed and made again {run.Renewals} times.");
        var text = SoakReport.Write(introduction, evaluation, criteria, subjects);
        if (reportFile is not null) File.WriteAllText(reportFile, text);
        Console.Write(text);
        foreach (var difference in subjects.Select(subject => subject.Difference).OfType<string>().Concat(shortRuns.Failures)) Console.WriteLine(difference);
        return criteria.All(criterion => criterion.Holds) ? 0 : 1;
    }

    private static string Describe(ShortRuns runs) => runs.Failures.Count > 0
        ? $"{runs.Failures.Count} others"
        : string.Join(", ", runs.ExitCodes.Select(code => string.Create(CultureInfo.InvariantCulture, $"{code.Value} with {code.Key}")));
}
