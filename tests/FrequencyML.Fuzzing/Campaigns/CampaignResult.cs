using System.Globalization;

namespace FrequencyML.Fuzzing.Campaigns;

/// <summary>What a campaign of one target gave.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Findings">One of each kind, in the order of their kinds.</param>
internal sealed record CampaignResult(string Target, IReadOnlyList<Finding> Findings)
{
    /// <summary>The head of the table whose rows are <see cref="ToRow"/>.</summary>
    public const string Header =
        "| target | inputs | accepted | rejected | findings | inputs/s | slowest, ms | CPU, us an input | heap growth, MiB | process growth, MiB |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|";

    public long Inputs { get; init; }

    /// <summary>Taken for sound.</summary>
    public long Accepted { get; init; }

    public TimeSpan Elapsed { get; init; }

    /// <summary>Processor time of the process: with that of the collector, the watch and the making of inputs.</summary>
    public TimeSpan Processor { get; init; }

    public TimeSpan Slowest { get; init; }

    /// <summary>In bytes, from the first quarter of the inputs to the end.</summary>
    public long HeapGrowth { get; init; }

    public long ResidentGrowth { get; init; }

    /// <summary>Why it did not run; null if it did.</summary>
    public string? Skipped { get; init; }

    public string ToRow() => Skipped is not null ? $"| {Target} | skipped: {Skipped} |" : string.Create(CultureInfo.InvariantCulture,
        $"| {Target} | {Inputs:N0} | {(double)Accepted / Inputs:P1} | {(double)(Inputs - Accepted) / Inputs:P1} | {Findings.Count} | {Inputs / Elapsed.TotalSeconds:N0} | {Slowest.TotalMilliseconds:F0} | {Processor.TotalMicroseconds / Inputs:F0} | {HeapGrowth / 1048576.0:F1} | {ResidentGrowth / 1048576.0:F1} |");
}
