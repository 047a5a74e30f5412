namespace FrequencyML.Fuzzing.Campaigns;

/// <summary>How inputs are tried, and what they may cost; immutable.</summary>
internal sealed record CampaignOptions
{
    /// <summary>Other seeds make other inputs.</summary>
    public long Seed { get; init; } = 1;

    public int Threads { get; init; } = 1;

    /// <summary>The longest that an input of 8 kB may take. On a busy machine a slow input is tried again before it counts.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>When an input that has not come back is given up, with its thread: nothing can end that but the process.</summary>
    public TimeSpan GiveUp { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The most memory that one input may allocate, in bytes. Targets limit images to a million pixels, whose coefficients and pixels have less than half of this.
    /// </summary>
    public long AllocationLimit { get; init; } = 64 << 20;

    /// <summary>
    /// How much more the managed heap may hold after the last input than after the first quarter, collected, in bytes: caches are bounded and full by then,
    /// and what an input leaves behind would be here many thousand times.
    /// </summary>
    public long HeapGrowthLimit { get; init; } = 8 << 20;

    /// <summary>The same of the process's memory, which the runtime and native allocators give back late: it shows native leaks only.</summary>
    public long ResidentGrowthLimit { get; init; } = 256 << 20;

    /// <summary>Where findings are written; null for nowhere.</summary>
    public string? Folder { get; init; }
}
