namespace FrequencyML.Training.Tests;

/// <summary>Garbage collections at any moment, from another thread, until it is disposed.</summary>
internal sealed class GarbageCollections : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Thread thread;

    public GarbageCollections()
    {
        thread = new Thread(() =>
        {
            while (!stop.Token.WaitHandle.WaitOne(1)) GC.Collect(0);
        });
        thread.Start();
    }

    public void Dispose()
    {
        stop.Cancel();
        thread.Join();
        stop.Dispose();
    }
}
