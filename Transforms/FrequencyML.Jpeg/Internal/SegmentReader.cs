using System.Buffers.Binary;

namespace FrequencyML.Jpeg.Internal;

/// <summary>Walks the markers of a file (ITU-T T.81, B.1.1). Fill bytes and stray bytes before a marker are passed over.</summary>
internal ref struct SegmentReader(ReadOnlySpan<byte> jpeg, int position)
{
    private readonly ReadOnlySpan<byte> jpeg = jpeg;
    private int position = position;

    /// <summary>The byte after the last marker or segment that was read.</summary>
    public readonly int Position => position;

    /// <summary>The byte offset of the last marker's 0xFF; at first that of a marker that ends at the position.</summary>
    public int MarkerOffset { get; private set; } = position - 2;

    /// <summary>A reader behind the SOI marker that every file starts with.</summary>
    /// <exception cref="InvalidDataException">The file starts with something else.</exception>
    public static SegmentReader Start(ReadOnlySpan<byte> jpeg) => JpegHeader.IsJpeg(jpeg)
        ? new SegmentReader(jpeg, 2)
        : throw new InvalidDataException(
            jpeg.IsEmpty ? "Not a JPEG file: 0 bytes; expected FFD8 (SOI) at byte 0."
            : $"Not a JPEG file: {jpeg.Length} bytes beginning with {Convert.ToHexString(jpeg[..Math.Min(8, jpeg.Length)])}; expected FFD8 (SOI).");

    /// <summary>Finds the next marker; false at the end of the file.</summary>
    public bool TryReadMarker(out byte marker)
    {
        while (true)
        {
            var fill = jpeg[position..].IndexOf((byte)0xFF);
            if (fill < 0) break;
            position += fill;
            while (position < jpeg.Length && jpeg[position] == 0xFF) position++;
            if (position == jpeg.Length) break;
            marker = jpeg[position++];
            if (marker == 0) continue;                                                // a stuffed 0xFF of stray entropy-coded data
            MarkerOffset = position - 2;
            return true;
        }
        position = jpeg.Length;
        MarkerOffset = jpeg.Length;
        marker = 0;
        return false;
    }

    /// <summary>Reads the parameters of the segment whose marker was read last.</summary>
    /// <exception cref="InvalidDataException">The length is impossible, or the file ends within the segment.</exception>
    public ReadOnlySpan<byte> ReadParameters(byte marker)
    {
        var rest = jpeg[position..];
        if (rest.Length < 2) throw Truncated(marker);
        int length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (length < 2)
            throw new InvalidDataException($"{Marker.Name(marker)} at byte {MarkerOffset} has length {length}; expected at least 2.");
        if (length > rest.Length) throw Truncated(marker);
        position += length;
        return rest[2..length];
    }

    /// <summary>Passes over the parameters of the segment whose marker was read last; over none where their length is impossible, as libjpeg does.</summary>
    /// <returns>False if the file ends within them.</returns>
    public bool TrySkipParameters()
    {
        var rest = jpeg[position..];
        if (rest.Length < 2) return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (length > rest.Length) return false;
        position += Math.Max(length, 2);
        return true;
    }

    private readonly InvalidDataException Truncated(byte marker) =>
        new($"The file is truncated: it ends at byte {jpeg.Length}, within {Marker.Name(marker)} at byte {MarkerOffset}.");
}
