namespace FrequencyML.Scoring.Runs;

/// <summary>What one worker did of a run.</summary>
/// <param name="Shard">Its share.</param>
/// <param name="Written">The parts that it wrote.</param>
/// <param name="Skipped">The parts of its share that were there.</param>
/// <param name="Total">The parts of the run, of all workers.</param>
internal sealed record PartCounts(Shard Shard, int Written, int Skipped, int Total)
{
    public override string ToString() =>
        $"worker {Shard.Index} of {Shard.Count} ({Shard.Source}): {Written} parts written, {Skipped} were there, of {Total} in all.";
}
