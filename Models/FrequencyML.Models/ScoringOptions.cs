namespace FrequencyML.Models;

/// <summary>How an <see cref="ImageScorer"/> works; results do not depend on batch size or threads.</summary>
public sealed record ScoringOptions
{
    /// <summary>The largest <see cref="BatchSize"/>.</summary>
    public const int MaxBatchSize = 65536;

    /// <summary>The largest <see cref="Threads"/>.</summary>
    public const int MaxThreads = 1024;

    /// <summary>The images of one run of the model, 1 to <see cref="MaxBatchSize"/>; the default is 32.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its range.</exception>
    public int BatchSize { get; init => field = InRange(value, MaxBatchSize, nameof(BatchSize)); } = 32;

    /// <summary>The threads that decode images, 1 to <see cref="MaxThreads"/>; the default is one per processor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its range.</exception>
    public int Threads { get; init => field = InRange(value, MaxThreads, nameof(Threads)); } = Math.Min(Environment.ProcessorCount, MaxThreads);

    /// <summary>The number of classes to report, at least 1; more than the model has means all. The default is 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Top { get; init => field = InRange(value, int.MaxValue, nameof(Top)); } = 1;

    /// <summary>Whether results have their <see cref="ImageScore.Embedding"/>.</summary>
    public bool IncludeEmbedding { get; init; }

    /// <summary>Whether results have their <see cref="ImageScore.Channels"/>: 4 bytes a value, 150 kB for 192 channels of 14x14 blocks.</summary>
    public bool IncludeChannels { get; init; }

    /// <summary>What one image may cost.</summary>
    public Dct.InputLimits Limits { get; init; } = Dct.InputLimits.Default;

    /// <summary>Which path images take to channels, and what becomes of damaged ones.</summary>
    public Dct.DecodingOptions Decoding { get; init; } = Dct.DecodingOptions.Default;

    private static int InRange(int value, int largest, string name) => value >= 1 && value <= largest
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; expected 1 to {largest}.");
}
