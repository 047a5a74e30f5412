using FrequencyML.Jpeg;

namespace FrequencyML.Dct.Internal;

/// <summary>The pixels of an image as stored, not yet oriented, wherever they are: a view.</summary>
/// <param name="rgba">Bytes <c>[height, width, 4]</c>: R, G, B and a byte that is not read; colours premultiplied.</param>
/// <param name="width">The stored columns.</param>
/// <param name="height">The stored rows.</param>
/// <param name="orientation">What the stored rows and columns are shown as.</param>
internal readonly ref struct PixelRows(ReadOnlySpan<byte> rgba, int width, int height, ExifOrientation orientation)
{
    private readonly ReadOnlySpan<byte> rgba = rgba;

    public int Width { get; } = width;

    public int Height { get; } = height;

    public ExifOrientation Orientation { get; } = orientation;

    /// <summary>The size as shown.</summary>
    public (int Width, int Height) Shown => Orientation.Transposes() ? (Height, Width) : (Width, Height);

    /// <summary>Row <paramref name="y"/> as <c>[Width, 4]</c> bytes.</summary>
    public ReadOnlySpan<byte> this[int y] => rgba.Slice(y * Width * 4, Width * 4);
}
