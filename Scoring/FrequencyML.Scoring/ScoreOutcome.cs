using FrequencyML.Scoring.Runs;

namespace FrequencyML.Scoring;

/// <summary>How a <see cref="ScoreJob"/> ended. Whatever it says, the rows or parts that were finished are kept.</summary>
internal enum ScoreEnding
{
    /// <summary>Every image was scored.</summary>
    Done,

    /// <summary>The work was done, but some images failed; their rows say why.</summary>
    SomeFailed,

    /// <summary>More images failed than <see cref="ScoreRequest.MaxErrors"/> allows.</summary>
    TooManyErrors,

    /// <summary>Cancelled.</summary>
    Interrupted,
}

/// <summary>What became of a <see cref="ScoreJob"/>.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Summary">Counts of what it scored: of part files, those that were there before are not among it.</param>
/// <param name="Parts">The part files; null where the output is one file, or the work ended before the first part.</param>
internal sealed record ScoreOutcome(ScoreEnding Ending, ScoreSummary Summary, PartCounts? Parts);
