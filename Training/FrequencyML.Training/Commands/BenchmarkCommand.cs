using System.CommandLine;
using FrequencyML.Shared;

namespace FrequencyML.Training.Commands;

/// <summary><c>frequencyml-train benchmark</c>: how long a training step takes, with its data and without.</summary>
internal static class BenchmarkCommand
{
    public static Command Create()
    {
        var data = RequiredPath.Option("--data", "The training images: a folder of class folders.");
        var rounds = CommandLine.Number("--rounds", "How often both are timed, in turns.", 5, 1, 1000);
        var steps = CommandLine.Number("--steps", "The steps of one timing.", 20, 1, 100_000);
        var settings = new SettingOptions();
        var command = new Command("benchmark", "Times training steps with their data, and the computation alone.") { data, rounds, steps };
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            var chosen = settings.Apply(parsed, new TrainingSettings());
            chosen.Validate();
            var (withData, computation) = new JobDescription(parsed.GetRequiredValue(data), null, null, chosen, 1)
                .Measure(parsed.GetValue(rounds), parsed.GetValue(steps));
            Console.WriteLine(FormattableString.Invariant(
                $"{1000 * withData:F0} ms a step with its data, {1000 * computation:F0} ms of computation: {withData / computation:F3} times; {chosen.BatchSize / withData:F0} images/s"));
            return 0;
        });
        return command;
    }
}
