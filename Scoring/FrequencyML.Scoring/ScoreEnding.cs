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
