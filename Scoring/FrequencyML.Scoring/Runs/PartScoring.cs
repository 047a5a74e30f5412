using System.Collections.Concurrent;
using FrequencyML.Dct;
using FrequencyML.Models;

namespace FrequencyML.Scoring.Runs;

/// <summary>The work of one worker: its chunks that are not done, one part each.</summary>
/// <param name="manifest">The images.</param>
/// <param name="folder">Where the parts go.</param>
/// <param name="shard">Which chunks.</param>
internal sealed class PartScoring(Manifest manifest, PartFolder folder, Shard shard)
{
    /// <summary>The parts that were written.</summary>
    public int Written { get; private set; }

    /// <summary>The parts that were there.</summary>
    public int Skipped { get; private set; }

    /// <summary>The rows that are to be scored.</summary>
    public long Count() => Own().Where(part => !folder.Has(part)).Select(folder.Run.RowsOf).Sum(rows => rows.End - rows.First);

    /// <summary>Scores. The chunks follow each other without a gap, so that no batch is half empty; a part is put in its place when its last row is there.</summary>
    /// <param name="scorer">Scores the images.</param>
    /// <param name="each">Called after each row; false ends the work and drops the current chunk.</param>
    /// <param name="cancellation">Ends the work and drops the current chunk.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="IOException">A part cannot be written; it is dropped, those before it are kept.</exception>
    public void Run(ImageScorer scorer, Func<ImageScore, bool> each, CancellationToken cancellation)
    {
        var started = new ConcurrentQueue<int>();
        PartFile? current = null;
        try
        {
            foreach (var image in scorer.Score(Sources(started), cancellation))
            {
                if (current is null && started.TryDequeue(out var part)) current = folder.Begin(part);
                current!.Write(image);
                if (!each(image)) return;
                if (!current.IsFull) continue;
                current.Commit();
                current = null;
                Written++;
            }
        }
        finally
        {
            current?.Dispose();
        }
    }

    private IEnumerable<int> Own()
    {
        for (long part = shard.Index; part < manifest.Chunks; part += shard.Count) yield return (int)part;
    }

    /// <summary>The images of all chunks that are not done; which these are is found out when their turn comes.</summary>
    private IEnumerable<ImageSource> Sources(ConcurrentQueue<int> started)
    {
        foreach (var part in Own())
        {
            if (folder.Has(part))
            {
                Skipped++;
                continue;
            }
            started.Enqueue(part);
            foreach (var entry in manifest.Read(part)) yield return entry.ToSource(folder.Run.Limits ?? InputLimits.Default);
        }
    }
}
