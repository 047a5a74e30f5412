using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace FrequencyML.Scoring.Rows;

/// <summary>
/// Four bytes in front of the footer of our Parquet files: the CRC-32C of all others, little-endian. Parquet.Net does not notice a changed value, and on a
/// damaged footer it may not return; other readers look only where the footer points to and do not see them.
/// </summary>
internal static class ParquetChecksum
{
    /// <summary>Its bytes.</summary>
    public const int Length = sizeof(uint);

    /// <summary>The checksum of no bytes, for <see cref="Append"/>.</summary>
    public const uint Start = uint.MaxValue;

    private const int LengthAndMagic = 8;

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <summary>The checksum of more bytes, before its last step, <see cref="Write"/>.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) checksum = BitOperations.Crc32C(checksum, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (var value in bytes[(words.Length * sizeof(ulong))..]) checksum = BitOperations.Crc32C(checksum, value);
        return checksum;
    }

    /// <summary>Writes the checksum.</summary>
    public static void Write(uint checksum, Span<byte> bytes) => BinaryPrimitives.WriteUInt32LittleEndian(bytes, ~checksum);

    /// <summary>Reads a whole file once.</summary>
    /// <param name="file">Seekable.</param>
    /// <exception cref="InvalidDataException">It is no Parquet file, it is damaged, or it has no such checksum.</exception>
    public static void Verify(Stream file)
    {
        var footer = FooterStart(file);
        Span<byte> found = stackalloc byte[Length], expected = stackalloc byte[Length];
        file.Position = 0;
        var checksum = AppendNext(Start, file, footer - Length);
        file.ReadExactly(found);
        Write(AppendNext(checksum, file, file.Length - footer), expected);
        if (!found.SequenceEqual(expected)) throw new InvalidDataException("The file is damaged, or another program wrote it: its checksum does not match.");
    }

    private static long FooterStart(Stream file)
    {
        Span<byte> first = stackalloc byte[Magic.Length], last = stackalloc byte[LengthAndMagic];
        if (file.Length < first.Length + Length + last.Length) throw NotParquet();
        file.Position = 0;
        file.ReadExactly(first);
        file.Seek(-last.Length, SeekOrigin.End);
        file.ReadExactly(last);
        var start = file.Length - last.Length - BinaryPrimitives.ReadUInt32LittleEndian(last);
        return first.SequenceEqual(Magic) && last[^Magic.Length..].SequenceEqual(Magic) && start >= first.Length ? start : throw NotParquet();
    }

    private static uint AppendNext(uint checksum, Stream file, long length)
    {
        var buffer = new byte[1 << 16];
        while (length > 0)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, length));
            file.ReadExactly(part);
            checksum = Append(checksum, part);
            length -= part.Length;
        }
        return checksum;
    }

    private static InvalidDataException NotParquet() => new("The file is no Parquet file, or its end is missing.");
}
