using FrequencyML.Scoring;
using FrequencyML.Shared;

namespace FrequencyML.Cli;

/// <summary>Shows on stderr how a job goes.</summary>
internal sealed class ConsoleObserver : IScoreObserver
{
    /// <inheritdoc/>
    public void Report(string sentence) => CommandLine.Report($"frequencyml: {sentence}");

    /// <inheritdoc/>
    public void Warn(string sentence) => Report(sentence);

    /// <inheritdoc/>
    public void Track(Func<long?> count, Action<Action> work) => ScoreProgress.Run(count, work);
}
