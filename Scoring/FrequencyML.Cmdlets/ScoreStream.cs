using System.Collections.Concurrent;
using FrequencyML.Models;

namespace FrequencyML.Cmdlets;

/// <summary>
/// Lets one thread push images and take results as they come, while a scorer pulls images: a pipeline pushes, and only its own thread may write. What waits is
/// bounded: images by the capacity, results by the images and the scorer's two batches.
/// </summary>
internal sealed class ScoreStream : IDisposable
{
    private readonly BlockingCollection<ImageSource> images;
    private readonly BlockingCollection<ImageScore> results = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Task work;

    /// <param name="scorer">Scores the images; it must outlive this stream, and do nothing else.</param>
    /// <param name="capacity">The images that may wait.</param>
    public ScoreStream(ImageScorer scorer, int capacity)
    {
        images = new(capacity);
        work = Task.Factory.StartNew(() => Score(scorer), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Gives an image to the scorer; waits while too many do already. What the scorer throws is thrown here, or by <see cref="TakeRest"/>.</summary>
    /// <exception cref="OperationCanceledException">The stream was stopped.</exception>
    public void Add(ImageSource image)
    {
        try
        {
            images.Add(image, stop.Token);
        }
        catch (OperationCanceledException)
        {
            work.GetAwaiter().GetResult();
            throw;
        }
    }

    /// <summary>The results that are there.</summary>
    public IEnumerable<ImageScore> TakeReady()
    {
        while (results.TryTake(out var result)) yield return result;
    }

    /// <summary>All results that are left, as they come; no image may be added after that.</summary>
    /// <exception cref="OperationCanceledException">The stream was stopped.</exception>
    public IEnumerable<ImageScore> TakeRest()
    {
        images.CompleteAdding();
        foreach (var result in results.GetConsumingEnumerable()) yield return result;
        work.GetAwaiter().GetResult();
    }

    /// <summary>Ends the work before the next image; from any thread, also when it has ended.</summary>
    public void Stop() => stop.Cancel();

    /// <summary>Stops, and waits until the scorer has let go of files and buffers.</summary>
    public void Dispose()
    {
        Stop();
        ((IAsyncResult)work).AsyncWaitHandle.WaitOne();                               // its exception is not for the one who waits
        images.Dispose();
        results.Dispose();
        stop.Dispose();
    }

    private void Score(ImageScorer scorer)
    {
        try
        {
            foreach (var result in scorer.Score(images.GetConsumingEnumerable(stop.Token), stop.Token)) results.Add(result, CancellationToken.None);
        }
        catch
        {
            stop.Cancel();                                                            // nobody takes images any more: whoever adds one must not wait
            throw;
        }
        finally
        {
            results.CompleteAdding();
        }
    }
}
