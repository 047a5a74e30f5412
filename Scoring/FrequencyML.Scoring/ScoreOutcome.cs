using FrequencyML.Scoring.Runs;

namespace FrequencyML.Scoring;

/// <summary>What became of a <see cref="ScoreJob"/>.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Summary">Counts of what it scored: of part files, those that were there before are not among it.</param>
/// <param name="Parts">The part files; null where the output is one file, or the work ended before the first part.</param>
internal sealed record ScoreOutcome(ScoreEnding Ending, ScoreSummary Summary, PartCounts? Parts);
