using System.Collections.Concurrent;
using FrequencyML.Jpeg;

namespace FrequencyML.Dct.Internal;

/// <summary>The buffers that JPEG files are extracted with; rented and given back, so that no image allocates any.</summary>
internal sealed class JpegWorkspace : IDisposable
{
    // As many as have ever been needed at once; one for each thread would be more, for threads of the pool come and go.
    private static readonly ConcurrentBag<JpegWorkspace> Kept = [];

    /// <summary>The reader.</summary>
    public CoefficientImage Image { get; } = new();

    /// <summary>What turns its coefficients into channels.</summary>
    public CoefficientOperator Operator { get; } = new();

    /// <summary>One that nobody else has, best the one that this thread has given back.</summary>
    public static JpegWorkspace Rent() => Kept.TryTake(out var workspace) ? workspace : new JpegWorkspace();

    /// <summary>Lets go of those that are kept.</summary>
    public static void ReleaseAll() => Kept.Clear();

    /// <summary>Gives it back, unless an exceptionally large image has blown it up.</summary>
    public void Dispose()
    {
        const long largest = 64 << 20;
        if (Image.BufferBytes <= largest) Kept.Add(this);
    }
}
