using System.Buffers.Binary;

namespace FrequencyML.Jpeg.Internal;

/// <summary>The orientation tag of an EXIF segment (EXIF 2.32, 4.5 and 4.6.4: a TIFF file within APP1).</summary>
internal static class ExifSegment
{
    private const int EntryLength = 12, OrientationTag = 0x0112, Short = 3;

    /// <summary>Reads the tag from image file directory 0; null where it is missing or the segment is damaged or something else.</summary>
    public static ExifOrientation? Orientation(ReadOnlySpan<byte> parameters)
    {
        if (!parameters.StartsWith("Exif\0"u8) || parameters.Length < 6 + 8) return null;
        var tiff = parameters[6..];
        var bigEndian = tiff.StartsWith("MM"u8);
        if (!bigEndian && !tiff.StartsWith("II"u8) || UInt16(tiff[2..]) != 42) return null;
        var directory = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]);
        if (directory > tiff.Length - 2) return null;
        var entries = tiff[((int)directory + 2)..];
        for (int i = 0, count = UInt16(tiff[(int)directory..]); i < count && entries.Length >= EntryLength; i++, entries = entries[EntryLength..])
        {
            if (UInt16(entries) != OrientationTag || UInt16(entries[2..]) != Short) continue;
            int value = UInt16(entries[8..]);
            return value is >= 1 and <= 8 ? (ExifOrientation)value : null;
        }
        return null;

        ushort UInt16(ReadOnlySpan<byte> bytes) => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }
}
