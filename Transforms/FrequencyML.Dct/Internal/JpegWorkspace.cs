using FrequencyML.Jpeg;

namespace FrequencyML.Dct.Internal;

/// <summary>The buffers that one thread extracts JPEG files with; rented and given back, so that no image allocates any.</summary>
internal sealed class JpegWorkspace : IDisposable
{
    [ThreadStatic]
    private static JpegWorkspace? kept;

    /// <summary>The reader.</summary>
    public CoefficientImage Image { get; } = new();

    /// <summary>What turns its coefficients into channels.</summary>
    public CoefficientOperator Operator { get; } = new();

    /// <summary>The calling thread's own, or a new one.</summary>
    public static JpegWorkspace Rent()
    {
        var workspace = kept ?? new JpegWorkspace();
        kept = null;
        return workspace;
    }

    /// <summary>Gives it back, unless an exceptionally large image has blown it up.</summary>
    public void Dispose()
    {
        const long largest = 64 << 20;
        if (Image.BufferBytes <= largest) kept = this;
    }
}
