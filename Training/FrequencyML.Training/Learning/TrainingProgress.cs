using System.Globalization;
using Spectre.Console;

namespace FrequencyML.Training.Learning;

/// <summary>What a run shows while it is under way: a live table in a terminal, a line an epoch elsewhere.</summary>
internal static class TrainingProgress
{
    private static readonly string[] Columns = ["epoch", "loss", "training", "validation", "open", "lambda", "rate", "seconds"];

    /// <summary>Runs a training and shows it.</summary>
    public static TrainingRun? Show(TrainingJob job, TrainingSettings settings, Func<TrainingJob, TrainingRun?> train)
    {
        Console.WriteLine(
            $"{job.Training.Files.Count} training and {job.Validation.Files.Count} validation images of {job.Training.Labels.Count} classes; {settings.Architecture}");
        if (Console.IsOutputRedirected)
        {
            return train(job with
            {
                EpochDone = job.EpochDone + (report => Console.WriteLine(string.Join("  ", Columns.Zip(Cells(report)).Select(cell => $"{cell.First} {cell.Second}")))),
            });
        }
        var table = new Table().Border(TableBorder.Simple).AddColumns(Columns);
        foreach (var column in table.Columns) column.RightAligned();
        return AnsiConsole.Live(table).Start(live =>
        {
            double seconds = 0;
            var last = DateTime.MinValue;
            return train(job with
            {
                StepDone = (step, steps, loss, time) =>
                {
                    seconds += 0.02 * (time - seconds) + (seconds == 0 ? time : 0);
                    if (DateTime.UtcNow - last < TimeSpan.FromSeconds(0.5)) return;
                    last = DateTime.UtcNow;
                    var left = TimeSpan.FromSeconds((steps - step) * seconds);
                    table.Caption(string.Create(CultureInfo.InvariantCulture,
                        $"step {step} of {steps}, loss {loss:F3}, {seconds * 1000:F0} ms a step, {left:d\\.hh\\:mm\\:ss} left"));
                    live.Refresh();
                },
                EpochDone = job.EpochDone + (report =>
                {
                    table.AddRow(Cells(report));
                    live.Refresh();
                }),
            });
        });
    }

    private static string[] Cells(EpochReport report) =>
    [
        Text(report.Epoch, "0"), Text(report.Loss, "F3"), Text(report.TrainingAccuracy, "P1"), Text(report.Validation?.Accuracy, "P2"),
        Text(report.OpenChannels, "F1"), Text(report.Lambda, "G3"), Text(report.LearningRate, "G3"), Text(report.Seconds, "F1"),
    ];

    private static string Text(IFormattable? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
