namespace FrequencyML.Scoring;

/// <summary>Whoever runs a <see cref="ScoreJob"/>, and hears and shows how it goes; called on the thread that runs it.</summary>
internal interface IScoreObserver
{
    /// <summary>Receives a sentence about the work, before or after <see cref="Track"/>.</summary>
    void Report(string sentence);

    /// <summary>Receives a sentence about what is most likely wrong, though the work goes on.</summary>
    void Warn(string sentence);

    /// <summary>Runs the scoring, once, and returns when it has ended; its exceptions pass through.</summary>
    /// <param name="count">Counts the images to score, which lists them all: only for whoever shows it; null where their number is unknown.</param>
    /// <param name="work">The work; it calls its argument after each image.</param>
    void Track(Func<long?> count, Action<Action> work);
}
