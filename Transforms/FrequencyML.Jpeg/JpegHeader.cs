using System.Runtime.CompilerServices;
using FrequencyML.Jpeg.Internal;

namespace FrequencyML.Jpeg;

/// <summary>What the marker segments before the first scan say of an image.</summary>
public readonly struct JpegHeader
{
    /// <summary>The most components that a file may have here (T.81 allows 255 in sequential frames).</summary>
    public const int MaxComponents = 4;

    private readonly Components components;

    internal JpegHeader(ReadOnlySpan<JpegComponent> components)
    {
        ComponentCount = components.Length;
        components.CopyTo(this.components);
        foreach (var component in components)
        {
            MaxHorizontalSampling = Math.Max(MaxHorizontalSampling, component.HorizontalSampling);
            MaxVerticalSampling = Math.Max(MaxVerticalSampling, component.VerticalSampling);
        }
    }

    /// <summary>The columns of the image as stored, in pixels.</summary>
    public int Width { get; internal init; }

    /// <summary>
    /// The rows of the image as stored, in pixels; where the frame leaves it to a DNL segment, from there. 0 if it does and the coding is
    /// lossless, hierarchical or 12-bit Huffman.
    /// </summary>
    public int Height { get; internal init; }

    /// <summary>The bits of a sample.</summary>
    public int Precision { get; internal init; }

    /// <summary>The coding process.</summary>
    public JpegProcess Process { get; internal init; }

    /// <summary>Whether the entropy coding is arithmetic, not Huffman.</summary>
    public bool IsArithmetic { get; internal init; }

    /// <summary>Why the coefficients cannot be read, naming the marker; null if they can.</summary>
    public string? Unsupported { get; internal init; }

    /// <summary>What the components stand for, by the rules of JFIF 1.02 and of Adobe's APP14 segment, as libjpeg applies them.</summary>
    public JpegColorModel ColorModel { get; internal init; }

    /// <summary>The EXIF orientation, from a segment before the first scan; normal where there is none, or none that can be read.</summary>
    public ExifOrientation Orientation { get; internal init; }

    /// <summary>The colour transform of Adobe's APP14 segment (0 none, 1 YCbCr, 2 YCCK); null without such a segment.</summary>
    public int? AdobeTransform { get; internal init; }

    /// <summary>The number of components, 1..4.</summary>
    public int ComponentCount { get; }

    /// <summary>The largest horizontal sampling factor, 1..4.</summary>
    public int MaxHorizontalSampling { get; }

    /// <summary>The largest vertical sampling factor, 1..4.</summary>
    public int MaxVerticalSampling { get; }

    /// <summary>A component in frame order.</summary>
    /// <param name="index">0..<see cref="ComponentCount"/>-1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside its range.</exception>
    public JpegComponent this[int index] => (uint)index < (uint)ComponentCount
        ? components[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The component index is {index}; the frame has {ComponentCount}.");

    /// <summary>Whether a file begins as JPEG files do, with an SOI marker.</summary>
    /// <param name="file">The bytes of a file.</param>
    public static bool IsJpeg(ReadOnlySpan<byte> file) => file is [0xFF, Marker.Soi, ..];

    /// <summary>Reads the header alone; scan data is not looked at, but to find a DNL segment where the frame has no height.</summary>
    /// <param name="jpeg">A JPEG stream from SOI on.</param>
    /// <returns>The header, also of a file whose coefficients cannot be read; see <see cref="Unsupported"/>.</returns>
    /// <exception cref="InvalidDataException">The stream breaks T.81 before its first scan; the message gives the byte offset.</exception>
    /// <exception cref="NotSupportedException">
    /// The frame has more than <see cref="MaxComponents"/> components, or an EXP segment stands before it.
    /// </exception>
    /// <remarks>Source: ITU-T T.81 (1992), Annex B.</remarks>
    public static JpegHeader Read(ReadOnlySpan<byte> jpeg)
    {
        var segments = SegmentReader.Start(jpeg);
        var state = new SegmentState();
        return state.ReadHeader(ref segments, jpeg);
    }

    /// <summary>Columns of interleaved MCUs (T.81, A.2.3).</summary>
    internal int WidthInMcus => DivideUp(Width, 8 * MaxHorizontalSampling);

    /// <summary>Rows of interleaved MCUs.</summary>
    internal int HeightInMcus => DivideUp(Height, 8 * MaxVerticalSampling);

    internal static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;

    [InlineArray(MaxComponents)]
    private struct Components
    {
        private JpegComponent first;
    }
}
