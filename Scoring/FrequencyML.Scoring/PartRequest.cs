namespace FrequencyML.Scoring;

/// <summary>How part files are asked for.</summary>
/// <param name="Chunk">The images of a part.</param>
/// <param name="ShardIndex">The option; null if not given.</param>
/// <param name="ShardCount">The option; null if not given.</param>
/// <param name="Overwrite">Whether another run's parts are removed.</param>
internal sealed record PartRequest(int Chunk, int? ShardIndex, int? ShardCount, bool Overwrite);
