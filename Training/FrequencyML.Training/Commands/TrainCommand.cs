using System.CommandLine;
using System.Globalization;
using FrequencyML.Shared;
using FrequencyML.Training.Learning;

namespace FrequencyML.Training.Commands;

/// <summary><c>frequencyml-train train</c>: fits a network to a folder of class folders.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "The training images: a folder of class folders." };
        var output = new Option<string?>("--output") { Description = "The run folder: settings, result and weights." };
        var resume = new Option<string?>("--resume") { Description = "Go on with the run in this folder, from its last checkpoint." };
        var like = new Option<string?>("--like") { Description = "Begin with the settings of this run; other options change them." };
        var validation = new Option<string?>("--validation") { Description = "The validation images; without it every tenth training image is held out." };
        var describe = new Option<string?>("--training-data") { Description = "What the images are, for the model's metadata; default is the folder's name." };
        var every = CommandLine.Number("--evaluate-every", "Measure on the validation images every so many epochs.", 1, 1, int.MaxValue);
        var minutes = new Option<double?>("--max-minutes") { Description = "Stop with a checkpoint between two steps after this time; exit code 75." };
        minutes.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number is not (>= 0 and <= 1e6))
                result.AddError($"--max-minutes is {token.Value}; expected 0 to 1000000.");
        });
        var memory = CommandLine.Number("--memory", "MiB of image files to keep in memory; the rest is read in every epoch.", 2048, 0, 1 << 20);
        var settings = new SettingOptions();
        var command = new Command("train", "Fits a network to a folder of class folders.")
        {
            data, output, resume, like, validation, describe, every, minutes, memory,
        };
        settings.AddTo(command);
        command.SetAction(Run);
        return command;

        int Run(ParseResult parsed)
        {
            using var interruption = new Interruption();
            TrainingRun? run;
            var folder = parsed.GetValue(resume);
            if (folder is not null)
            {
                Option[] allowed = [resume, minutes, memory];
                if (command.Options.FirstOrDefault(option => !allowed.Contains(option) && parsed.GetResult(option) is { Implicit: false }) is { } given)
                    throw new ArgumentException($"{given.Name} cannot be given with --resume: a run goes on as it was begun.");
                run = JobDescription.Load(folder).Resume(folder, Configure);
            }
            else
            {
                folder = Required(output);
                var start = parsed.GetValue(like) is { } other ? TrainingRun.Load(other).Settings : new TrainingSettings();
                var description = new JobDescription(
                    Required(data), parsed.GetValue(validation), parsed.GetValue(describe), settings.Apply(parsed, start), parsed.GetValue(every)).WithFullPaths();
                description.Settings.Validate();
                run = description.Start(folder, Configure);
            }
            Console.WriteLine(run is null
                ? $"Stopped with a checkpoint; go on with frequencyml-train train --resume {folder}"
                : $"{folder}: {run.Result}");
            if (run?.Shift is { } shift)
                Console.WriteLine(FormattableString.Invariant(
                    $"steering ended with {shift.OpenBefore:F1} open channels; all gate logits were shifted by {shift.Margin:F3} to the target"));
            return run is null ? JobDescription.Stopped : 0;

            TrainingJob Configure(TrainingJob job) => job with
            {
                MaxTime = parsed.GetValue(minutes) is { } bound ? TimeSpan.FromMinutes(bound) : null,
                MaxBytesInMemory = (long)parsed.GetValue(memory) << 20,
                Cancellation = interruption.Token,
            };

            string Required(Option<string?> option) =>
                parsed.GetValue(option) ?? throw new ArgumentException($"{option.Name} is missing; or go on with --resume.");
        }
    }
}
