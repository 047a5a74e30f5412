using FrequencyML.Dct;
using FrequencyML.Models.Internal;

namespace FrequencyML.Models;

/// <summary>
/// Scores image files in order, in constant memory: while one batch runs through the model, the next is decoded by several threads.
/// One enumeration at a time; several scorers may share one model.
/// </summary>
public sealed class ImageScorer : IDisposable
{
    private static readonly Task<ImageScore[]> Nothing = Task.FromResult<ImageScore[]>([]);
    private readonly FrequencyModel model;
    private readonly ScoringOptions options;
    private readonly DctChannelExtractor extractor;
    private readonly BatchScorer[] batches;
    private Task<ImageScore[]> inFlight = Nothing;
    private int active;
    private bool disposed;

    /// <summary>Creates a scorer.</summary>
    /// <param name="model">The model; it must outlive this scorer.</param>
    /// <param name="options">Batch size, threads and number of classes; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The model accepts only another batch size, or a batch is too large for the machine.</exception>
    /// <exception cref="ObjectDisposedException">The model is closed.</exception>
    public ImageScorer(FrequencyModel model, ScoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        this.options = options ?? new ScoringOptions();
        extractor = model.CreateExtractor(this.options.Limits, this.options.Decoding);
        batches = [new BatchScorer(model, this.options.BatchSize), new BatchScorer(model, this.options.BatchSize)];
    }

    /// <summary>Scores files; the paths are read as they are needed and the results come as batches end.</summary>
    /// <param name="paths">Image files.</param>
    /// <param name="cancellation">Stops before the next batch; results of the batches that were decoded still come.</param>
    /// <returns>One result per path, in the same order. A file that cannot be scored is a result with an error, never an exception.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; thrown after the last finished result.</exception>
    /// <exception cref="InvalidOperationException">Another enumeration of this scorer has not ended.</exception>
    /// <exception cref="ObjectDisposedException">This scorer or its model is closed.</exception>
    public IEnumerable<ImageScore> Score(IEnumerable<string> paths, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ObjectDisposedException.ThrowIf(disposed, this);
        return Iterate(paths, cancellation);
    }

    /// <summary>Waits for the batch that is being scored and releases the buffers; the model stays open.</summary>
    public void Dispose()
    {
        disposed = true;
        Wait(inFlight);
        foreach (var batch in batches) batch.Dispose();
    }

    private IEnumerable<ImageScore> Iterate(IEnumerable<string> paths, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref active, 1) != 0)
            throw new InvalidOperationException("This ImageScorer is scoring already; end that enumeration first, or use one scorer for each.");
        var next = 0;
        try
        {
            foreach (var chunk in paths.TakeWhile(_ => !cancellation.IsCancellationRequested).Chunk(options.BatchSize))
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                var batch = batches[next];
                next = 1 - next;
                var errors = Decode(chunk, batch);                       // while the batch before is scored
                foreach (var score in Take()) yield return score;
                inFlight = Task.Run(() => Run(chunk, errors, batch), CancellationToken.None);
            }
            foreach (var score in Take()) yield return score;
        }
        finally
        {
            Wait(inFlight);                                              // its buffers are in use until then, even if the caller stops early
            inFlight = Nothing;                                          // and its results belong to no later enumeration
            active = 0;
        }
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>The results of the batch in flight, each once.</summary>
    private ImageScore[] Take()
    {
        var results = inFlight.GetAwaiter().GetResult();
        inFlight = Nothing;
        return results;
    }

    private static void Wait(Task task) => ((IAsyncResult)task).AsyncWaitHandle.WaitOne();   // its exception, if any, is not for the one who waits

    /// <summary>Fills the rows of a batch; returns per row why it could not be, or null.</summary>
    private string?[] Decode(string[] paths, BatchScorer batch)
    {
        var errors = new string?[paths.Length];
        Parallel.For(0, paths.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, row =>
        {
            try
            {
                extractor.Extract(paths[row], batch.Input(row));
            }
            catch (Exception error)   // whatever one file does, the others are scored
            {
                batch.Input(row).Clear();
                errors[row] = error.Message.ReplaceLineEndings(" ");
            }
        });
        return errors;
    }

    private ImageScore[] Run(string[] paths, string?[] errors, BatchScorer batch)
    {
        batch.Run(paths.Length);
        return [.. paths.Select((path, row) => errors[row] is { } error ? new ImageScore { Path = path, Error = error } : Score(path, batch, row))];
    }

    private ImageScore Score(string path, BatchScorer batch, int row)
    {
        var top = ClassScores.Best(batch.Logits(row), model.Metadata.Labels, options.Top);
        return float.IsFinite(top[0].Score)
            ? new ImageScore { Path = path, Top = top, GateOpen = model.HasGate ? ClassScores.CountOpen(batch.Gate(row)) : null }
            : new ImageScore { Path = path, Error = $"{model.Name} gave logits that are not finite: the model is damaged, or this image overflows it." };
    }
}
