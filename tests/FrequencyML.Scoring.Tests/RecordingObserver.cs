namespace FrequencyML.Scoring.Tests;

/// <summary>Keeps what a job tells.</summary>
/// <param name="each">Called after each image, with how many there have been.</param>
internal sealed class RecordingObserver(Action<int>? each = null) : IScoreObserver
{
    public List<string> Sentences { get; } = [];

    /// <summary>What the job said there is to score.</summary>
    public long? Count { get; private set; }

    /// <summary>How many images it told of.</summary>
    public int Images { get; private set; }

    public void Report(string sentence) => Sentences.Add(sentence);

    public void Warn(string sentence) => Sentences.Add(sentence);

    public void Track(Func<long?> count, Action<Action> work)
    {
        Count = count();
        work(() =>
        {
            Images++;
            each?.Invoke(Images);
        });
    }
}
