namespace FrequencyML.Models;

/// <summary>How an <see cref="ImageScorer"/> works; results do not depend on batch size or threads.</summary>
public sealed record ScoringOptions
{
    private readonly int batchSize = 32;
    private readonly int threads = Environment.ProcessorCount;
    private readonly int top = 1;

    /// <summary>The images of one run of the model, at least 1; the default is 32.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int BatchSize
    {
        get => batchSize;
        init => batchSize = AtLeastOne(value);
    }

    /// <summary>The threads that decode images, at least 1; the default is one per processor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Threads
    {
        get => threads;
        init => threads = AtLeastOne(value);
    }

    /// <summary>The number of classes to report, at least 1; more than the model has means all. The default is 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Top
    {
        get => top;
        init => top = AtLeastOne(value);
    }

    /// <summary>What one image may cost.</summary>
    public Dct.ImageLimits Limits { get; init; } = Dct.ImageLimits.Default;

    private static int AtLeastOne(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        return value;
    }
}
