using Spectre.Console;

namespace FrequencyML.Cli;

/// <summary>A progress bar on stderr while something runs, if stderr is a terminal.</summary>
internal static class ScoreProgress
{
    /// <param name="count">Counts the images, called only if a bar is drawn; null where their number is unknown.</param>
    /// <param name="work">The work; it calls its argument after each image.</param>
    public static void Run(Func<long?> count, Action<Action> work)
    {
        if (Console.IsErrorRedirected)
        {
            work(() => { });
            return;
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var total = count();
                var task = context.AddTask("scoring", autoStart: true, maxValue: total ?? 1);
                task.IsIndeterminate = total is null;
                var done = 0L;
                work(() =>
                {
                    done++;
                    if (total is null) task.Description = FormattableString.Invariant($"{done} images");
                    else task.Value = done;
                });
            });
    }
}
