using System.Collections.Concurrent;
using System.Numerics;

namespace FrequencyML.Dct.Internal;

/// <summary>
/// Buffers that are kept for the next image: as many as have been in use at once, each as large as the largest image that it held.
/// <see cref="System.Buffers.ArrayPool{T}.Shared"/> keeps one of every size for every thread, and threads of the pool come and go: tens of MiB more for two decoders.
/// </summary>
internal sealed class BufferPool
{
    /// <summary>What files are read into.</summary>
    public static readonly BufferPool Files = new();

    /// <summary>What images are decoded into.</summary>
    public static readonly BufferPool Pixels = new();

    private const int LargestKept = 64 << 20;

    private readonly ConcurrentBag<byte[]> kept = [];

    /// <summary>Lets go of all that is kept for later images, here and of workspaces: memory has run out.</summary>
    public static void ReleaseAll()
    {
        Files.kept.Clear();
        Pixels.kept.Clear();
        JpegWorkspace.ReleaseAll();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>Gives a buffer of at least so many bytes, whatever they are.</summary>
    public byte[] Rent(int length)
    {
        if (kept.TryTake(out var buffer) && buffer.Length >= length) return buffer;
        return GC.AllocateUninitializedArray<byte>(length <= LargestKept ? (int)BitOperations.RoundUpToPowerOf2((uint)length) : length);
    }

    /// <summary>Takes it back; an exceptionally large one is not kept.</summary>
    public void Return(byte[] buffer)
    {
        if (buffer.Length <= LargestKept) kept.Add(buffer);
    }
}
