using FrequencyML.Training.Data;

namespace FrequencyML.Training.Learning;

/// <summary>What to train on, and how often to look up.</summary>
internal sealed record TrainingJob
{
    public required LabelledImages Training { get; init; }

    /// <summary>The images to measure on; never learned from.</summary>
    public required LabelledImages Validation { get; init; }

    /// <summary>Whether they are of a folder of their own, instead of held out of the training images.</summary>
    public bool HasValidationFolder { get; init; } = true;

    /// <summary>What the images are, in words, for the model's metadata.</summary>
    public required string TrainingData { get; init; }

    /// <summary>The run folder; see <see cref="TrainingRun"/>.</summary>
    public required string Folder { get; init; }

    /// <summary>Measure on the validation images every so many epochs, and after the last.</summary>
    public int EvaluateEvery { get; init; } = 1;

    /// <summary>The time between checkpoints; one is also written after every epoch.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>When to stop with a checkpoint; null for no bound.</summary>
    public TimeSpan? MaxTime { get; init; }

    /// <summary>The bytes of image files that are kept in memory; those beyond are read again in every epoch.</summary>
    public long MaxBytesInMemory { get; init; } = 2L << 30;

    public Action<EpochReport> EpochDone { get; init; } = _ => { };

    /// <summary>Called after every step with its number from 1 on, all steps, the loss and the seconds that it took.</summary>
    public Action<long, long, double, double> StepDone { get; init; } = (_, _, _, _) => { };

    /// <summary>Stops with a checkpoint.</summary>
    public CancellationToken Cancellation { get; init; }
}
