using System.Buffers.Binary;

namespace FrequencyML.Jpeg.Internal;

/// <summary>What the marker segments have set so far: tables, the frame, the restart interval and what APPn segments tell.</summary>
internal sealed class SegmentState
{
    private bool hasJfif;
    private int? adobeTransform;
    private ExifOrientation? orientation;

    public QuantizationTables Quantization { get; } = new();

    public HuffmanTableSet Huffman { get; } = new();

    /// <summary>The MCUs between two RST markers; 0 for none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>The frame; its component count is 0 before SOF.</summary>
    public JpegHeader Frame { get; private set; }

    public void Reset()
    {
        hasJfif = false;
        adobeTransform = null;
        orientation = null;
        Quantization.Reset();
        Huffman.Reset();
        RestartInterval = 0;
        Frame = default;
    }

    /// <summary>Reads up to the SOS marker of the first scan, or a frame that cannot be read, and completes the header.</summary>
    public JpegHeader ReadHeader(ref SegmentReader segments, ReadOnlySpan<byte> jpeg)
    {
        Reset();
        if (!ReadToScan(ref segments, out var sawEnd))
            throw new InvalidDataException(sawEnd
                ? $"EOI at byte {segments.MarkerOffset}: there is no scan before it."
                : $"The file is truncated: it ends at byte {jpeg.Length}, before its first scan.");
        if (Frame.Height == 0 && (Frame.Unsupported is null || Frame.IsArithmetic)) Frame = FrameHeader.WithHeight(Frame, FindNumberOfLines(jpeg, segments.Position));
        return Frame = Frame with { ColorModel = ColorModel(), Orientation = orientation ?? ExifOrientation.Normal, AdobeTransform = adobeTransform };
    }

    /// <summary>
    /// Reads segments up to the next SOS marker or a lossless, hierarchical or 12-bit frame (true), or up to EOI or the end of the file
    /// (false).
    /// </summary>
    public bool ReadToScan(ref SegmentReader segments, out bool sawEnd)
    {
        sawEnd = false;
        while (segments.TryReadMarker(out var marker))
        {
            var offset = segments.MarkerOffset;
            switch (marker)
            {
                case Marker.Sos when Frame.ComponentCount == 0:
                    throw new InvalidDataException($"SOS at byte {offset}: there is no frame header before it.");
                case Marker.Sos:
                    return true;
                case Marker.Eoi:
                    sawEnd = true;
                    return false;
                case Marker.Soi:
                    throw new InvalidDataException($"SOI at byte {offset}: a second image starts before the first one has ended.");
                case Marker.Exp when Frame.ComponentCount == 0:
                    throw new NotSupportedException(
                        $"EXP at byte {offset}: hierarchical coding is not supported; expected SOF0, SOF1 or SOF2.");
                case Marker.Exp:
                    throw new InvalidDataException($"EXP at byte {offset}: no hierarchical frame is open.");
                case Marker.Jpg or (>= 0x02 and < Marker.Sof0) or (>= 0xF0 and < Marker.Com):
                    throw new InvalidDataException($"{Marker.Name(marker)} at byte {offset}: a reserved marker.");
            }
            if (Marker.StandsAlone(marker)) continue;
            var parameters = segments.ReadParameters(marker);
            switch (marker)
            {
                case Marker.Dqt:
                    Quantization.Read(parameters, offset);
                    break;
                case Marker.Dht:
                    Huffman.Read(parameters, offset);
                    break;
                case Marker.Dac:
                    ArithmeticConditioning.Check(parameters, offset);
                    break;
                case Marker.Dri:
                    if (parameters.Length != 2)
                        throw new InvalidDataException($"DRI at byte {offset} has {parameters.Length} bytes; expected 2.");
                    RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(parameters);
                    break;
                case Marker.App0:
                    hasJfif |= parameters.Length >= 14 && parameters.StartsWith("JFIF\0"u8);   // as libjpeg: all of its fields
                    break;
                case Marker.App1:
                    orientation ??= ExifSegment.Orientation(parameters);                       // of several, the first that has one, as decoders to pixels do
                    break;
                case Marker.App14:
                    if (parameters.Length >= 12 && parameters.StartsWith("Adobe"u8)) adobeTransform = parameters[11];
                    break;
                case Marker.Dhp:
                case >= Marker.Sof0 and <= Marker.Sof15:
                    if (Frame.ComponentCount > 0)
                        throw new InvalidDataException($"{Marker.Name(marker)} at byte {offset}: there is a frame header before it.");
                    Frame = FrameHeader.Read(marker, parameters, offset);
                    if (Frame.Unsupported is not null && !Frame.IsArithmetic) return true;
                    break;
            }
        }
        return false;
    }

    /// <summary>The height that a DNL segment gives right after the first scan (T.81, B.2.5).</summary>
    /// <param name="jpeg">The file.</param>
    /// <param name="scan">The byte after the SOS marker.</param>
    private static int FindNumberOfLines(ReadOnlySpan<byte> jpeg, int scan)
    {
        var segments = new SegmentReader(jpeg, scan);
        segments.ReadParameters(Marker.Sos);
        while (segments.TryReadMarker(out var marker))
        {
            if (Marker.IsRestart(marker)) continue;
            if (marker != Marker.Dnl) break;
            var parameters = segments.ReadParameters(marker);
            var height = parameters.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(parameters) : 0;
            return height > 0 ? height : throw new InvalidDataException($"DNL at byte {segments.MarkerOffset} gives no height.");
        }
        throw new InvalidDataException("The frame header gives a height of 0 pixels, and there is no DNL segment after the first scan.");
    }

    private JpegColorModel ColorModel() => Frame.ComponentCount switch
    {
        1 => JpegColorModel.Gray,
        3 when hasJfif => JpegColorModel.YCbCr,
        3 when adobeTransform == 0 => JpegColorModel.Rgb,
        3 when adobeTransform is null && (Frame[0].Id, Frame[1].Id, Frame[2].Id) == ((byte)'R', (byte)'G', (byte)'B') => JpegColorModel.Rgb,
        3 => JpegColorModel.YCbCr,
        4 when adobeTransform is null or 0 => JpegColorModel.Cmyk,
        4 => JpegColorModel.Ycck,
        _ => JpegColorModel.Unknown,
    };
}
