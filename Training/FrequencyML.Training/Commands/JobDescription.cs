using System.Text.Json;
using FrequencyML.Shared;
using FrequencyML.Training.Data;
using FrequencyML.Training.Learning;
using FrequencyML.Training.Reports;

namespace FrequencyML.Training.Commands;

/// <summary>What a run was asked to do, for a process that resumes it: <c>job.json</c> of its folder.</summary>
/// <param name="Data">The training images.</param>
/// <param name="Validation">The validation images; null for every tenth training image.</param>
/// <param name="TrainingData">What the images are, in words; null for the folder's name.</param>
/// <param name="Settings">What to train.</param>
/// <param name="EvaluateEvery">Measure on the validation images every so many epochs.</param>
internal sealed record JobDescription(string Data, string? Validation, string? TrainingData, TrainingSettings Settings, int EvaluateEvery)
{
    /// <summary>The exit code of a run that was stopped and can go on: EX_TEMPFAIL of sysexits.h.</summary>
    public const int Stopped = 75;

    private const string Name = "job.json";

    /// <summary>Reads what a run that can be resumed was asked to do.</summary>
    /// <exception cref="InvalidDataException">There is no such run in the folder.</exception>
    public static JobDescription Load(string folder)
    {
        var reason = File.Exists(TrainingRun.DescriptionPath(folder)) ? "its run is finished"
            : !File.Exists(Path.Combine(folder, Name)) ? $"it has no {Name}"
            : !HasCheckpoint(folder) ? $"it has no {Path.GetFileName(TrainingRun.CheckpointPath(folder))} yet, so train it from the start"
            : null;
        return reason is null ? Read(folder) : throw new InvalidDataException($"'{folder}' has no run that can be resumed: {reason}.");
    }

    private static JobDescription Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            return JsonSerializer.Deserialize<JobDescription>(File.ReadAllText(path), TrainingRun.Json) ?? throw new JsonException("The file is empty.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{path}' is damaged: {error.Message}", error);
        }
    }

    /// <summary>The same with full paths, so that the run can be resumed from any folder.</summary>
    public JobDescription WithFullPaths() =>
        this with { Data = Path.GetFullPath(Data), Validation = Validation is null ? null : Path.GetFullPath(Validation) };

    public static bool HasCheckpoint(string folder) => File.Exists(TrainingRun.CheckpointPath(folder));

    /// <summary>Trains from the start.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="configure">Sets what is not part of the description.</param>
    /// <returns>The run; null if it was stopped with a checkpoint.</returns>
    /// <exception cref="InvalidOperationException">The folder has a run, or another process trains into it.</exception>
    public TrainingRun? Start(string folder, Func<TrainingJob, TrainingJob> configure)
    {
        RequireNone(folder);                                                          // before the images are listed, and after, when nobody else trains there
        var job = configure(CreateJob(folder));
        Directory.CreateDirectory(folder);
        using var hold = Hold(folder);
        RequireNone(folder);
        WholeFile.RemoveLeftovers(TrainingRun.CheckpointPath(folder));
        WholeFile.Write(Path.Combine(folder, Name), path => File.WriteAllText(path, JsonSerializer.Serialize(this, TrainingRun.Json) + "\n"));
        return Report(TrainingProgress.Show(job with { EpochDone = TensorBoardLog.Start(folder).Write }, Settings, shown => Trainer.Train(Settings, shown)), folder);
    }

    /// <summary>Goes on from the checkpoint.</summary>
    /// <inheritdoc cref="Start"/>
    public TrainingRun? Resume(string folder, Func<TrainingJob, TrainingJob> configure)
    {
        var job = configure(CreateJob(folder));
        using var hold = Hold(folder);
        if (!HasCheckpoint(folder)) throw new InvalidOperationException($"'{folder}' has no checkpoint any more: another process has ended the run.");
        WholeFile.RemoveLeftovers(TrainingRun.CheckpointPath(folder));
        return Report(TrainingProgress.Show(job with { EpochDone = TensorBoardLog.Continue(folder).Write }, Settings, Trainer.Resume), folder);
    }

    private static void RequireNone(string folder)
    {
        if (File.Exists(TrainingRun.DescriptionPath(folder))) throw new InvalidOperationException($"'{folder}' has a finished run: remove it, or take another folder.");
        if (HasCheckpoint(folder)) throw new InvalidOperationException($"'{folder}' has an unfinished run: go on with --resume {folder}, or remove it.");
    }

    /// <summary>Keeps other processes from training into a folder.</summary>
    /// <exception cref="InvalidOperationException">One does.</exception>
    private static FileStream Hold(string folder)
    {
        try
        {
            return new(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error)
        {
            throw new InvalidOperationException($"'{folder}' cannot be held for this run: {error.Message}", error);
        }
    }

    private static TrainingRun? Report(TrainingRun? run, string folder)
    {
        if (run is not null) RunReport.Write(run, TrainingRun.ReadPredictions(folder), Path.Combine(folder, RunReport.FileName));
        return run;
    }

    /// <summary>Leaves a finished run of this description as it is, goes on with an unfinished one, or starts one.</summary>
    /// <returns>Whether the run is finished.</returns>
    /// <exception cref="InvalidOperationException">The folder has a run of other settings or images.</exception>
    public bool Complete(string folder, CancellationToken cancellation)
    {
        TrainingJob Configure(TrainingJob job) => job with { Cancellation = cancellation };
        if (!File.Exists(Path.Combine(folder, Name))) return Start(folder, Configure) is not null;
        var there = Read(folder);
        if (!there.Settings.IsSameAs(Settings) || there.Data != Data || there.Validation != Validation)
            throw new InvalidOperationException($"'{folder}' has a run of other settings or images than the plan's; remove it, or take another folder.");
        if (File.Exists(TrainingRun.DescriptionPath(folder))) return true;
        return (HasCheckpoint(folder) ? Resume(folder, Configure) : Start(folder, Configure)) is not null;
    }

    /// <summary>Times its steps; see <see cref="Trainer.MeasureStep"/>.</summary>
    public (double WithData, double Computation) Measure(int rounds, int steps) => Trainer.MeasureStep(Settings, CreateJob(""), rounds, steps);

    private TrainingJob CreateJob(string folder)
    {
        var training = LabelledImages.Read(Data);
        LabelledImages validation;
        if (Validation is null) (training, validation) = training.Split();
        else validation = LabelledImages.Read(Validation).WithLabels(training.Labels, Validation);
        return new TrainingJob
        {
            Training = training,
            Validation = validation,
            HasValidationFolder = Validation is not null,
            TrainingData = TrainingData ?? $"{FolderName.Of(Data)}, {training.Files.Count} images",
            Folder = folder,
            EvaluateEvery = EvaluateEvery,
        };
    }
}
