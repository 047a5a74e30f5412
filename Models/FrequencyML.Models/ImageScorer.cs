using System.Runtime.ExceptionServices;
using FrequencyML.Dct;
using FrequencyML.Dct.Internal;
using FrequencyML.Models.Internal;
using FrequencyML.Shared;

namespace FrequencyML.Models;

/// <summary>
/// Scores images in order, in constant memory: while one batch runs through the model, several threads read and decode the next, each taking an image
/// when it is done with the one before. Whatever the number of inputs, there are two batches of tensors and one image a thread.
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
    /// <exception cref="InvalidOperationException">Embeddings are asked for, and the model has none.</exception>
    /// <exception cref="ObjectDisposedException">The model is closed.</exception>
    public ImageScorer(FrequencyModel model, ScoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        this.options = options ?? new ScoringOptions();
        extractor = model.CreateExtractor(this.options.Limits, this.options.Decoding);
        batches = [Create(), Create()];

        BatchScorer Create() => new(model, this.options.BatchSize, this.options.IncludeEmbedding);
    }

    /// <summary>Scores files; the paths are read as they are needed and the results come as batches end.</summary>
    /// <param name="paths">Image files.</param>
    /// <param name="cancellation">Stops before the next image; results of what was decoded still come.</param>
    /// <returns>One result per path, in the same order. A file that cannot be scored is a result with an error, never an exception.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; thrown after the last finished result, as is what the enumeration of the paths throws.</exception>
    /// <exception cref="InvalidOperationException">Another enumeration of this scorer has not ended, or the device or the model's graph failed.</exception>
    /// <exception cref="InsufficientMemoryException">An image within the limits takes more memory than there is, even decoded alone; thrown after the results before it.</exception>
    /// <exception cref="ObjectDisposedException">This scorer or its model is closed.</exception>
    public IEnumerable<ImageScore> Score(IEnumerable<string> paths, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Score(paths.Select(path => new ImageSource(path)), cancellation);
    }

    /// <summary>Scores images of any source; the sources are enumerated as they are needed, by one thread at a time, and the results come as batches end.</summary>
    /// <param name="sources">Files, or what gives their bytes.</param>
    /// <param name="cancellation">Stops before the next image; results of what was decoded still come.</param>
    /// <returns>One result per source, in the same order. An image that cannot be scored is a result with an error, never an exception.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; thrown after the last finished result, as is what the enumeration of the sources throws.</exception>
    /// <exception cref="InvalidOperationException">Another enumeration of this scorer has not ended, or the device or the model's graph failed.</exception>
    /// <exception cref="InsufficientMemoryException">An image within the limits takes more memory than there is, even decoded alone; thrown after the results before it.</exception>
    /// <exception cref="ObjectDisposedException">This scorer or its model is closed.</exception>
    public IEnumerable<ImageScore> Score(IEnumerable<ImageSource> sources, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ObjectDisposedException.ThrowIf(disposed, this);
        return Iterate(sources, cancellation);
    }

    /// <summary>
    /// Waits for the batch that is being scored and releases the buffers; the model stays open. Not to be called while another thread takes the
    /// next result.
    /// </summary>
    public void Dispose()
    {
        disposed = true;
        Wait(inFlight);
        foreach (var batch in batches) batch.Dispose();
    }

    private IEnumerable<ImageScore> Iterate(IEnumerable<ImageSource> sources, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref active, 1) != 0)
            throw new InvalidOperationException("This ImageScorer is scoring already; end that enumeration first, or use one scorer for each.");
        var next = 0;
        ExceptionDispatchInfo? failure = null;
        try
        {
            using var enumerator = sources.GetEnumerator();
            while (true)
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                var batch = batches[next];
                next = 1 - next;
                List<(string Path, string? Error)> images = [];
                if (failure is null) (images, failure) = Decode(enumerator, batch, cancellation);   // while the batch before is scored
                foreach (var score in Take()) yield return score;
                if (images.Count == 0) break;
                inFlight = Task.Run(() => Run(images, batch), CancellationToken.None);
            }
        }
        finally
        {
            Wait(inFlight);                                              // its buffers are in use until then, even if the caller stops early
            inFlight = Nothing;                                          // and its results belong to no later enumeration
            active = 0;
        }
        failure?.Throw();
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

    /// <summary>Fills the rows of a batch with the next images.</summary>
    /// <returns>
    /// Per row the image's path, and why it could not be decoded, or null; fewer than the batch has rows at the end. And what the sources
    /// have thrown, or null.
    /// </returns>
    private (List<(string Path, string? Error)> Images, ExceptionDispatchInfo? Failure) Decode(IEnumerator<ImageSource> sources, BatchScorer batch, CancellationToken cancellation)
    {
        var images = new List<(string Path, string? Error)>(batch.BatchSize);
        var waiting = new List<(int Row, ImageSource Source)>();
        var ended = false;
        ExceptionDispatchInfo? failure = null;
        Parallel.For(0, options.Threads, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, _ =>
        {
            while (Take(out var source, out var row))
            {
                try
                {
                    Note(row, source, Decode(source, batch.Input(row)));
                }
                catch (OutOfMemoryException)
                {
                    lock (images) waiting.Add((row, source));            // others had it
                }
            }
        });
        foreach (var (row, source) in waiting.OrderBy(image => image.Row))
        {
            Wait(inFlight);
            BufferPool.ReleaseAll();
            try
            {
                Note(row, source, Decode(source, batch.Input(row)));     // alone
            }
            catch (OutOfMemoryException error)
            {
                failure = ExceptionDispatchInfo.Capture(new InsufficientMemoryException(
                    $"There is not enough memory for '{source.Path}', even alone: allow less by MaxPixels and MaxCoefficientBytes, or give the process more.", error));
                images.RemoveRange(row, images.Count - row);
                break;
            }
        }
        return (images, failure);

        void Note(int row, in ImageSource source, string? error)
        {
            if (error is null) return;
            batch.Input(row).Clear();
            lock (images) images[row] = (source.Path, error);
        }

        bool Take(out ImageSource source, out int row)
        {
            lock (images)
            {
                (source, row) = (default, images.Count);
                ended |= row == batch.BatchSize || cancellation.IsCancellationRequested;
                if (ended) return false;
                try
                {
                    ended = !sources.MoveNext();
                    if (ended) return false;
                    source = sources.Current;
                    images.Add((source.Path, null));
                    return true;
                }
                catch (Exception error)                                  // of the listing, not of an image: it is the caller's
                {
                    failure = ExceptionDispatchInfo.Capture(error);
                    ended = true;
                    return false;
                }
            }
        }
    }

    /// <summary>Extracts the channels of one image; returns why that could not be done, or null.</summary>
    /// <exception cref="OutOfMemoryException">That says nothing of the image.</exception>
    private string? Decode(in ImageSource source, Span<float> channels)
    {
        try
        {
            if (source.Read is null) extractor.Extract(source.Path, channels);
            else extractor.Extract(source.Read().Span, channels);
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException) // whatever one image does, the others are scored
        {
            return ErrorText.Of(error);
        }
    }

    private ImageScore[] Run(List<(string Path, string? Error)> images, BatchScorer batch)
    {
        batch.Run(images.Count);
        return [.. images.Select((image, row) => image.Error is { } error ? new ImageScore { Path = image.Path, Error = error } : Score(image.Path, batch, row))];
    }

    private ImageScore Score(string path, BatchScorer batch, int row)
    {
        var top = batch.Top(row, options.Top);
        if (!float.IsFinite(top[0].Score))
            return new ImageScore { Path = path, Error = $"{model.Name} gave logits that are not finite: the model is damaged, or this image overflows it." };
        return new ImageScore
        {
            Path = path,
            Top = top,
            GateOpen = model.HasGate ? ClassScores.CountOpen(batch.Gate(row)) : null,
            // "null" alone would become an empty memory, by way of an array.
            Embedding = options.IncludeEmbedding ? batch.Embedding(row).ToArray() : default(ReadOnlyMemory<float>?),
            Channels = options.IncludeChannels ? batch.Input(row).ToArray() : default(ReadOnlyMemory<float>?),
        };
    }
}
