using FrequencyML.Scoring;

namespace FrequencyML.Cmdlets;

/// <summary>What a call of Start-FrequencyBatch has done.</summary>
public sealed class FrequencyBatch
{
    internal FrequencyBatch(string destination, ScoreOutcome outcome, bool isComplete, FileInfo? merged)
    {
        var (summary, parts) = (outcome.Summary, outcome.Parts!);
        Destination = destination;
        IsComplete = isComplete;
        (Images, Failed, Elapsed) = (summary.Images, summary.Failed, summary.Elapsed);
        (PartsWritten, PartsSkipped, Parts) = (parts.Written, parts.Skipped, parts.Total);
        Accuracy = summary.Labelled > 0 ? (double)summary.Correct / summary.Labelled : null;
        Merged = merged;
    }

    /// <summary>The folder of the part files.</summary>
    public string Destination { get; }

    /// <summary>Whether all part files are there, those of other workers among them.</summary>
    public bool IsComplete { get; }

    /// <summary>The images that this call has scored.</summary>
    public long Images { get; }

    /// <summary>Those of them that failed; their rows say why.</summary>
    public long Failed { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The part files that this call has written.</summary>
    public int PartsWritten { get; }

    /// <summary>The part files that were there before.</summary>
    public int PartsSkipped { get; }

    /// <summary>The part files of the whole.</summary>
    public int Parts { get; }

    /// <summary>The share, 0..1, of the images that this call has scored whose best class is the name of their folder; null if no folder names a class.</summary>
    public double? Accuracy { get; }

    /// <summary>The file that the parts were joined to; null if that was not asked for or they are not complete.</summary>
    public FileInfo? Merged { get; }
}
