using System.CommandLine;
using FrequencyML.Training.Reports;

namespace FrequencyML.Training.Commands;

/// <summary><c>frequencyml-train report</c>: a run as a page to read.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var run = RequiredPath.Option("--run", "The run folder that train wrote.");
        var output = new Option<string?>("--output") { Description = "The HTML file to write; default is report.html in the run folder." };
        var plots = new Option<string?>("--plots")
        {
            Description = "Also write the curves, the confusion matrix and the gate as PNG and SVG files into this folder.",
        };
        var command = new Command("report", "Writes a run as one HTML page: figures, curves, confusion matrix, settings.") { run, output, plots };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(run);
            var (trained, predictions) = (TrainingRun.Load(folder), TrainingRun.ReadPredictions(folder));
            var path = parsed.GetValue(output) ?? Path.Combine(folder, RunReport.FileName);
            RunReport.Write(trained, predictions, path, FolderName.Of(folder));
            if (parsed.GetValue(plots) is { } target) RunReport.WritePlots(trained, predictions, target);
            Console.WriteLine(path);
            return 0;
        });
        return command;
    }
}
