namespace FrequencyML.Scoring.Runs;

/// <summary>Whether the part files of a run are complete.</summary>
/// <param name="Run">The run.</param>
/// <param name="Rows">The rows that were read, as far as they are sound.</param>
/// <param name="Failed">Those of images that failed.</param>
/// <param name="Problems">What is wrong, a sentence each; empty if nothing is.</param>
internal sealed record PartVerification(RunDescription Run, long Rows, long Failed, IReadOnlyList<string> Problems)
{
    /// <summary>Whether all parts are there and every row once.</summary>
    public bool IsComplete => Problems.Count == 0;

    /// <summary>Reads all parts.</summary>
    /// <param name="parts">The run.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static PartVerification Of(PartFolder parts, CancellationToken cancellation)
    {
        var (rows, failed) = (0L, 0L);
        var problems = parts.Read(row =>
        {
            cancellation.ThrowIfCancellationRequested();
            rows++;
            if (row.Image.Error is not null) failed++;
        });
        return new(parts.Run, rows, failed, problems);
    }

    public override string ToString() => $"{Rows} of {Run.Rows} rows in {Run.Parts} parts, {Failed} images failed: {(IsComplete ? "complete" : "not complete")}";
}
