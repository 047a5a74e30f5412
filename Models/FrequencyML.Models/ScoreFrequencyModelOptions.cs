namespace FrequencyML.Models;

/// <summary>How <see cref="FrequencyModelCatalog.ScoreFrequencyModel"/> works and which columns it adds; immutable. Results do not depend on batch size or threads.</summary>
public record ScoreFrequencyModelOptions
{
    /// <summary>The rows of one run of the model, 1 to <see cref="ScoringOptions.MaxBatchSize"/>; the default is 32, or what the model is fixed to.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its range.</exception>
    public int BatchSize
    {
        get;
        init => field = value is >= 1 and <= ScoringOptions.MaxBatchSize
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"BatchSize is {value}; expected 1 to {ScoringOptions.MaxBatchSize}.");
    } = 32;

    /// <summary>The threads of one run of the model, and those that decode images; 0, the default, for one per processor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or more than <see cref="ScoringOptions.MaxThreads"/>.</exception>
    public int Threads
    {
        get;
        init => field = value is >= 0 and <= ScoringOptions.MaxThreads
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Threads is {value}; expected 0 to {ScoringOptions.MaxThreads}.");
    }

    /// <summary>The device; the default is <see cref="InferenceDevice.Auto"/>. A saved model keeps it: another is needed to have it run elsewhere.</summary>
    public InferenceDevice Device { get; init; } = InferenceDevice.Auto;

    /// <summary>
    /// How many classes go into <see cref="TopLabelsColumnName"/> and <see cref="TopScoresColumnName"/>; more than the model has means all. 0, the
    /// default, for no such columns.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Top
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"Top is {value}; expected 0 or more.");
    }

    internal FrequencyModelOptions Model => new() { Threads = Threads, Device = Device };

    /// <summary>The best class: a key whose values are the model's labels in its order; missing where the row has no scores.</summary>
    /// <exception cref="ArgumentException">Empty or white space.</exception>
    public string PredictedLabelColumnName { get; init => field = Name(value); } = "PredictedLabel";

    /// <summary>The softmax of every class, 0..1: <c>Vector&lt;Single, classes&gt;</c> with the labels as slot names.</summary>
    /// <exception cref="ArgumentException">Empty or white space.</exception>
    public string ScoreColumnName { get; init => field = Name(value); } = "Score";

    /// <summary>The best classes, best first: <c>Vector&lt;Key, Top&gt;</c>.</summary>
    /// <exception cref="ArgumentException">Empty or white space.</exception>
    public string TopLabelsColumnName { get; init => field = Name(value); } = "TopLabels";

    /// <summary>Their softmax: <c>Vector&lt;Single, Top&gt;</c>.</summary>
    /// <exception cref="ArgumentException">Empty or white space.</exception>
    public string TopScoresColumnName { get; init => field = Name(value); } = "TopScores";

    /// <summary>What a gated model's gate let through, 1 for an open channel: <c>Vector&lt;Single, C&gt;</c> with the channels as slot names.</summary>
    /// <exception cref="ArgumentException">Empty or white space.</exception>
    public string GateColumnName { get; init => field = Name(value); } = "Gate";

    private static string Name(string value) =>
        string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("A column's name is empty.", nameof(value)) : value;
}
