using System.CommandLine;
using System.Text.Json;
using FrequencyML.Shared;
using FrequencyML.Training.Data;
using FrequencyML.Training.Reports;

namespace FrequencyML.Training.Commands;

/// <summary><c>frequencyml-train train</c>: fits a network to a folder of class folders.</summary>
internal static class TrainCommand
{
    private const int Stopped = 75;   // EX_TEMPFAIL of sysexits.h: go on later

    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "The training images: a folder of class folders." };
        var output = new Option<string?>("--output") { Description = "The run folder: settings, result and weights." };
        var resume = new Option<string?>("--resume") { Description = "Go on with the run in this folder, from its last checkpoint." };
        var like = new Option<string?>("--like") { Description = "Begin with the settings of this run; other options change them." };
        var validation = new Option<string?>("--validation") { Description = "The validation images; without it every tenth training image is held out." };
        var describe = new Option<string?>("--training-data") { Description = "What the images are, for the model's metadata; default is the folder's name." };
        var every = CommandLine.Number("--evaluate-every", "Measure on the validation images every so many epochs.", 1, 1, int.MaxValue);
        var minutes = new Option<double?>("--max-minutes") { Description = "Stop with a checkpoint after this time; exit code 75." };
        var memory = CommandLine.Number("--memory", "MiB of image files to keep in memory; the rest is read in every epoch.", 2048, 0, 1 << 20);
        var settings = new SettingOptions();
        var command = new Command("train", "Fits a network to a folder of class folders.")
        {
            data, output, resume, like, validation, describe, every, minutes, memory,
        };
        foreach (var option in settings.All) command.Options.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            var folder = parsed.GetValue(resume);
            var description = folder is not null
                ? JobDescription.Load(folder)
                : new JobDescription(
                    Required(data), parsed.GetValue(validation), parsed.GetValue(describe),
                    settings.Apply(parsed, parsed.GetValue(like) is { } run ? TrainingRun.Load(run).Settings : new TrainingSettings()));
            if (folder is null)
            {
                folder = Required(output);
                description.Settings.Validate();
                if (File.Exists(TrainingRun.CheckpointPath(folder)))
                    throw new InvalidOperationException($"'{folder}' has an unfinished run: go on with --resume {folder}, or remove it.");
            }
            var job = description.Read() with
            {
                Folder = folder,
                EvaluateEvery = parsed.GetValue(every),
                MaxTime = parsed.GetValue(minutes) is { } bound ? TimeSpan.FromMinutes(bound) : null,
                MaxBytesInMemory = (long)parsed.GetValue(memory) << 20,
                Cancellation = cancellation,
            };
            return Task.FromResult(Run(job, description, isResumed: parsed.GetValue(resume) is not null));

            string Required(Option<string?> option) =>
                parsed.GetValue(option) ?? throw new ArgumentException($"{option.Name} is missing; or go on with --resume.");
        });
        return command;
    }

    private static int Run(TrainingJob job, JobDescription description, bool isResumed)
    {
        if (!isResumed)
        {
            Directory.CreateDirectory(job.Folder);
            description.Save(job.Folder);
        }
        var log = isResumed ? TensorBoardLog.Continue(job.Folder) : TensorBoardLog.Start(job.Folder);
        var run = TrainingProgress.Show(
            job with { EpochDone = log.Write }, description.Settings, shown => isResumed ? Trainer.Resume(shown) : Trainer.Train(description.Settings, shown));
        if (run is null)
        {
            Console.WriteLine($"Stopped with a checkpoint; go on with frequencyml-train train --resume {job.Folder}");
            return Stopped;
        }
        Console.WriteLine($"{job.Folder}: {run.Result}");
        return 0;
    }

    /// <summary>What a run was asked to do, for a process that resumes it: <c>job.json</c>.</summary>
    private sealed record JobDescription(string Data, string? Validation, string? TrainingData, TrainingSettings Settings)
    {
        private const string Name = "job.json";

        public static JobDescription Load(string folder)
        {
            var path = Path.Combine(folder, Name);
            if (!File.Exists(path) || !File.Exists(TrainingRun.CheckpointPath(folder)))
                throw new InvalidDataException($"'{folder}' has no run that can be resumed.");
            return JsonSerializer.Deserialize<JobDescription>(File.ReadAllText(path), TrainingRun.Json)
                ?? throw new InvalidDataException($"'{path}' is empty.");
        }

        public void Save(string folder) =>
            WholeFile.Write(Path.Combine(folder, Name), path => File.WriteAllText(path, JsonSerializer.Serialize(this, TrainingRun.Json) + "\n"));

        public TrainingJob Read()
        {
            var training = LabelledImages.Read(Data);
            LabelledImages validation;
            if (Validation is null) (training, validation) = training.Split();
            else validation = LabelledImages.Read(Validation).WithLabels(training.Labels, Validation);
            return new TrainingJob
            {
                Training = training,
                Validation = validation,
                TrainingData = TrainingData ?? $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Data)))}, {training.Files.Count} images",
                Folder = "",
            };
        }
    }
}
