using System.Diagnostics;
using System.Management.Automation;

namespace FrequencyML.Cmdlets;

/// <summary>A progress bar of a cmdlet, drawn a few times a second; used by the pipeline's thread only.</summary>
internal sealed class PipelineProgress(Cmdlet cmdlet, string activity)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan next = Interval;

    /// <summary>The images that are done.</summary>
    public long Done { get; private set; }

    /// <summary>Those of them that failed.</summary>
    public long Failed { get; private set; }

    /// <summary>Counts an image, and shows how far the work is, unless that has just been done.</summary>
    /// <param name="failed">Whether it failed.</param>
    /// <param name="total">The images in all; null if unknown.</param>
    public void Advance(bool failed, long? total = null)
    {
        Done++;
        if (failed) Failed++;
        if (clock.Elapsed < next) return;
        next = clock.Elapsed + Interval;
        cmdlet.WriteProgress(new ProgressRecord(0, activity, ToString()) { PercentComplete = total is > 0 and var all ? (int)(100 * Done / all) : -1 });
    }

    /// <summary>Removes the bar.</summary>
    public void End() => cmdlet.WriteProgress(new ProgressRecord(0, activity, ToString()) { RecordType = ProgressRecordType.Completed });

    /// <summary>The counts and the speed.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Done} images{(Failed > 0 ? $", {Failed} failed" : "")}, {Done / clock.Elapsed.TotalSeconds:F0} images/s");
}
