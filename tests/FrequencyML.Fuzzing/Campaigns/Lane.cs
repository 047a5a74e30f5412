using System.Diagnostics;

namespace FrequencyML.Fuzzing.Campaigns;

/// <summary>One thread of a campaign, as its watch sees it.</summary>
internal sealed class Lane
{
    private long started;                                                             // 0 between two inputs

    /// <summary>The input that is being tried, or was last.</summary>
    public (long Index, byte[] Input) Current { get; private set; }

    /// <summary>Whether the thread is given up: what it still does no longer counts.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Set when the thread ends, or is given up.</summary>
    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Begin(long index, byte[] input)
    {
        Current = (index, input);
        Volatile.Write(ref started, Stopwatch.GetTimestamp());
    }

    public void End() => Volatile.Write(ref started, 0);

    /// <summary>How long the input has been at it.</summary>
    public TimeSpan Elapsed => Volatile.Read(ref started) is > 0 and var since ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;
}
