using System.CommandLine;
using System.Text.RegularExpressions;
using FrequencyML.Shared;
using FrequencyML.Training.Comparison;
using FrequencyML.Training.Reports;
using Spectre.Console;

namespace FrequencyML.Training.Commands;

/// <summary><c>frequencyml-train compare</c>: trains or reads several runs, and prints one table.</summary>
internal static partial class CompareCommand
{
    public static Command Create()
    {
        var runs = new Option<string[]>("--runs") { Description = "Folders of finished runs; those that differ in -s<seed> are one row.", AllowMultipleArgumentsPerToken = true };
        var plan = new Option<string?>("--plan") { Description = "A JSON file of what to train: {\"common\": \"options\", \"variants\": [{\"name\": \"a\", \"options\": \"\", \"seeds\": [1]}]}." };
        var data = new Option<string?>("--data") { Description = "The training images of a plan." };
        var validation = new Option<string?>("--validation") { Description = "The validation images of a plan; without it every tenth training image." };
        var output = new Option<string?>("--output") { Description = "The folder of a plan's runs; finished ones are kept, others go on from their checkpoints." };
        var baseline = new Option<string?>("--baseline") { Description = "The row to compare with; the first, if none is named." };
        var rounds = CommandLine.Number("--rounds", "How often each row's speed is measured.", 7, 1, 1000);
        var threads = CommandLine.Number("--threads", "Of OnnxRuntime; 0 for all processors.", 0, 0, 1024);
        var markdown = new Option<string?>("--markdown") { Description = "Also write the table to this file." };
        var plot = new Option<string?>("--plot") { Description = "Also draw accuracy against the number of channels, as accuracy.png and accuracy.svg in this folder." };
        var command = new Command("compare", "Trains or reads several runs and compares accuracy, size and speed.")
        {
            runs, plan, data, validation, output, baseline, rounds, threads, markdown, plot,
        };
        command.SetAction(parsed =>
        {
            IReadOnlyList<(string Variant, string Folder)> rows;
            if (parsed.GetValue(markdown) is { } page) WholeFile.Check(page);                // before hours of training
            if (parsed.GetValue(plan) is not null && parsed.GetValue(runs) is { Length: > 0 }) throw new ArgumentException("Give either --plan or --runs.");
            if (parsed.GetValue(plan) is { } file)
            {
                var folder = parsed.GetValue(output) ?? throw new ArgumentException("--output is missing: the folder of the plan's runs.");
                var images = parsed.GetValue(data) ?? throw new ArgumentException("--data is missing: the images that the plan's runs learn from.");
                var planned = ComparisonPlan.Read(file).Runs.ToArray();
                Require(parsed.GetValue(baseline), planned.Select(run => run.Variant));
                if (parsed.GetValue(plot) is { } plots)
                {
                    RequireChannels(planned.Select(run => run.Settings));
                    Directory.CreateDirectory(plots);
                }
                using var interruption = new Interruption();                                     // not while speed is measured, which Ctrl-C ends at once
                foreach (var run in planned)
                {
                    var job = new JobDescription(images, parsed.GetValue(validation), null, run.Settings, EvaluateEvery: run.Settings.Epochs).WithFullPaths();
                    Console.WriteLine(run.Folder);
                    if (!job.Complete(Path.Combine(folder, run.Folder), interruption.Token)) return JobDescription.Stopped;
                }
                rows = [.. planned.Select(run => (run.Variant, Path.Combine(folder, run.Folder)))];
            }
            else
            {
                rows = [.. (parsed.GetValue(runs) ?? []).Select(folder => (Seed().Replace(FolderName.Of(folder), ""), folder))];
                if (rows.Count == 0) throw new ArgumentException("Name finished runs with --runs, or a plan with --plan.");
            }
            Show(rows, parsed.GetValue(baseline), parsed.GetValue(rounds), parsed.GetValue(threads), parsed.GetValue(markdown), parsed.GetValue(plot));
            return 0;
        });
        return command;
    }

    private static void Require(string? baseline, IEnumerable<string> names)
    {
        if (baseline is not null && !names.Contains(baseline))
            throw new ArgumentException($"There is no row '{baseline}'; there are {string.Join(", ", names.Distinct())}.");
    }

    private static void RequireChannels(IEnumerable<TrainingSettings> rows)
    {
        if (rows.All(settings => settings.Input == NetworkInput.Rgb)) throw new ArgumentException("--plot shows networks on channels, and there is none among the rows.");
    }

    private static void Show(IReadOnlyList<(string Variant, string Folder)> rows, string? baseline, int rounds, int threads, string? markdown, string? plot)
    {
        var variants = new List<ComparedVariant>();
        try
        {
            foreach (var group in rows.GroupBy(row => row.Variant, row => row.Folder)) variants.Add(new ComparedVariant(group.Key, [.. group], threads));
            Require(baseline, variants.Select(variant => variant.Name));
            if (plot is not null) RequireChannels(variants.Select(variant => variant.Settings));
            var against = baseline is null ? variants[0] : variants.Find(variant => variant.Name == baseline)!;
            var (header, cells) = ComparisonTable.Create(variants, against, rounds);
            if (markdown is not null) WholeFile.Write(markdown, path => File.WriteAllText(path, ComparisonTable.ToMarkdown(header, cells)));
            if (plot is not null)
            {
                Directory.CreateDirectory(plot);
                var onPixels = variants.ToLookup(variant => variant.Settings.Input == NetworkInput.Rgb);
                AccuracyPlot.Of(
                    [.. onPixels[false].Select(variant => new AccuracyPoint(
                        variant.Settings.ParsedSelection.Count, variant.Accuracy, variant.Name, variant.Spread ?? 0))],
                    [.. onPixels[true].Select(variant => (variant.Name, variant.Accuracy))]).Write(plot, "accuracy");
            }
            if (Console.IsOutputRedirected)
            {
                Console.Write(ComparisonTable.ToMarkdown(header, cells));
                return;
            }
            var table = new Table().Border(TableBorder.Simple).AddColumns([.. header.Select(Markup.Escape)]);
            foreach (var row in cells) table.AddRow([.. row.Select(Markup.Escape)]);
            AnsiConsole.Write(table);
        }
        finally
        {
            foreach (var variant in variants) variant.Dispose();
        }
    }

    [GeneratedRegex("-s[0-9]+$")]
    private static partial Regex Seed();
}
