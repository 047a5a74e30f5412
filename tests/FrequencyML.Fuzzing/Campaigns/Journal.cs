using System.IO.MemoryMappedFiles;

namespace FrequencyML.Fuzzing.Campaigns;

/// <summary>
/// A file that says which input each thread was at. It is shared memory, so that it costs nothing and survives an end of the process that nobody can catch, such
/// as a fault in unsafe or native code.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;

    public Journal(string path, int threads)
    {
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, threads * sizeof(long));
        view = file.CreateViewAccessor();
    }

    /// <summary>Notes an input.</summary>
    public void Write(int thread, long index) => view.Write((long)thread * sizeof(long), index);

    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
    }
}
