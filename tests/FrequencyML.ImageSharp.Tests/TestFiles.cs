using System.Buffers.Binary;
using System.Text;

namespace FrequencyML.ImageSharp.Tests;

/// <summary>Files that ImageSharp reads, written byte by byte; pixels are bytes <c>[height, width, 3 or 4]</c>.</summary>
internal static class TestFiles
{
    public static byte[] Pixels(int width, int height, int samples, int seed)
    {
        var pixels = new byte[width * height * samples];
        new Random(seed).NextBytes(pixels);
        return pixels;
    }

    public static byte[] Ppm(int width, int height, byte[] rgb) => [.. Encoding.ASCII.GetBytes($"P6\n{width} {height}\n255\n"), .. rgb];

    /// <summary>A TIFF file of one uncompressed strip; a fourth sample is alpha that is not premultiplied. Source: TIFF 6.0, 2, 8 and 18.</summary>
    public static byte[] Tiff(int width, int height, int samples, byte[] pixels, int orientation = 1)
    {
        const int bitsPerSample = 258, extraSamples = 338;
        List<(int Tag, int Type, int Count, int Value)> tags =
        [
            (256, 4, 1, width), (257, 4, 1, height), (bitsPerSample, 3, samples, 8), (259, 3, 1, 1), (262, 3, 1, 2), (273, 4, 1, 16),
            (274, 3, 1, orientation), (277, 3, 1, samples), (278, 4, 1, height), (279, 4, 1, pixels.Length),
        ];
        if (samples == 4) tags.Add((extraSamples, 3, 1, 2));
        // Header, the 8 bytes of BitsPerSample behind it, the strip, and the directory at an even offset.
        var directory = 16 + pixels.Length + (pixels.Length & 1);
        var file = new byte[directory + 2 + 12 * tags.Count + 4];
        "II*\0"u8.CopyTo(file);
        Int32(4, directory);
        for (var i = 0; i < 4; i++) Int16(8 + 2 * i, 8);
        pixels.CopyTo(file, 16);
        Int16(directory, tags.Count);
        for (var i = 0; i < tags.Count; i++)
        {
            var at = directory + 2 + 12 * i;
            Int16(at, tags[i].Tag);
            Int16(at + 2, tags[i].Type);
            Int32(at + 4, tags[i].Count);
            Int32(at + 8, tags[i].Tag == bitsPerSample ? 8 : tags[i].Value);   // longer than its entry: an offset
        }
        return file;

        void Int16(int offset, int value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(offset), (ushort)value);
        void Int32(int offset, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(offset), value);
    }
}
