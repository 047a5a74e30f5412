using System.Buffers.Binary;

namespace FrequencyML.Benchmarks.Photographs;

/// <summary>A JPEG file on disk and in memory.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">What is in it.</param>
internal sealed record JpegFile(string Path, byte[] Bytes)
{
    /// <summary>Width times height of the frame header (SOF0 to SOF2); 0 where the file has none.</summary>
    public long Pixels { get; } = CountPixels(Bytes);

    /// <summary>The bits of the file for each pixel.</summary>
    public double BitsPerPixel => 8.0 * Bytes.Length / Pixels;

    /// <summary>Reads a file.</summary>
    public static JpegFile Read(string path) => new(path, File.ReadAllBytes(path));

    private static long CountPixels(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 9 <= jpeg.Length && jpeg[at] == 0xFF; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]))
        {
            if (jpeg[at + 1] is not (>= 0xC0 and <= 0xC2)) continue;
            var height = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 5)..]);     // T.81 B.2.2: marker, length, precision, height, width
            return (long)height * BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 7)..]);
        }
        return 0;
    }
}
