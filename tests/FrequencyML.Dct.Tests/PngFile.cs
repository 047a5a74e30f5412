using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace FrequencyML.Dct.Tests;

/// <summary>Writes PNG files byte by byte, so that no encoder decides what a decoder sees. Source: ISO/IEC 15948 (PNG), 5 and 11.</summary>
internal static class PngFile
{
    public const byte Gray = 0, TrueColor = 2, Palette = 3, GrayAlpha = 4, TrueColorAlpha = 6;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>
    /// A whole file, not interlaced, without row filters, of packed rows, each padded to whole bytes (16-bit samples are big-endian);
    /// the chunks, such as PLTE and tRNS, go between header and data.
    /// </summary>
    public static byte[] Encode(int width, int height, byte bitDepth, byte colorType, byte[] samples, params (string Type, byte[] Data)[] chunks)
    {
        var rowLength = samples.Length / height;
        var filtered = new byte[height * (rowLength + 1)];
        for (var y = 0; y < height; y++) samples.AsSpan(y * rowLength, rowLength).CopyTo(filtered.AsSpan(y * (rowLength + 1) + 1));
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(filtered);
        return
        [
            .. Header(width, height, bitDepth, colorType),
            .. chunks.SelectMany(chunk => Chunk(chunk.Type, chunk.Data)),
            .. Chunk("IDAT", compressed.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    /// <summary>Signature and IHDR only.</summary>
    public static byte[] Header(int width, int height, byte bitDepth, byte colorType)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = bitDepth;
        header[9] = colorType;
        return [.. Signature, .. Chunk("IHDR", header)];
    }

    public static byte[] Chunk(string type, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
