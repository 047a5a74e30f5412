using System.Buffers.Binary;
using System.Text;

namespace FrequencyML.Models.Internal;

/// <summary>What a shared library of 64-bit Linux asks the loader for. Source: System V ABI, chapters 4 and 5 (ELF-64, little-endian).</summary>
internal static class ElfFile
{
    private const int HeaderLength = 64, ProgramHeaderLength = 56, DynamicEntryLength = 16;
    private const uint Load = 1, Dynamic = 2;                                         // PT_LOAD, PT_DYNAMIC
    private const ulong Needed = 1, StringTable = 5;                                  // DT_NEEDED, DT_STRTAB

    /// <summary>The sonames of the DT_NEEDED entries, in the file's order.</summary>
    /// <param name="path">The library.</param>
    /// <exception cref="InvalidDataException">Not a 64-bit little-endian ELF file, or a damaged one.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<string> ReadNeeded(string path)
    {
        using var file = File.OpenHandle(path);
        try
        {
            var header = Read(0, HeaderLength);
            if (!header.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
                throw new InvalidDataException($"'{path}' is no 64-bit little-endian ELF file.");
            var segments = Read(UInt64(header, 32), BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(56)) * ProgramHeaderLength).Chunk(ProgramHeaderLength).ToArray();
            if (segments.FirstOrDefault(segment => Type(segment) == Dynamic) is not { } dynamic) return [];
            var entries = Read(UInt64(dynamic, 8), checked((int)UInt64(dynamic, 32))).Chunk(DynamicEntryLength)
                .Select(entry => (Tag: UInt64(entry, 0), Value: UInt64(entry, 8))).TakeWhile(entry => entry.Tag != 0).ToArray();
            var strings = OffsetOf(entries.First(entry => entry.Tag == StringTable).Value);
            return [.. entries.Where(entry => entry.Tag == Needed).Select(entry => ReadName(strings + entry.Value))];

            ulong OffsetOf(ulong address)                                             // of memory, in the file
            {
                var segment = segments.First(segment => Type(segment) == Load && address >= UInt64(segment, 16) && address - UInt64(segment, 16) < UInt64(segment, 32));
                return address - UInt64(segment, 16) + UInt64(segment, 8);
            }
        }
        catch (Exception error) when (error is InvalidOperationException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException($"'{path}' is a damaged ELF file.", error);
        }

        byte[] Read(ulong offset, int length)
        {
            var bytes = new byte[length];
            var read = RandomAccess.Read(file, bytes, checked((long)offset));
            return read == length ? bytes : throw new InvalidDataException($"'{path}' ends at byte {offset + (ulong)read}; expected {length} bytes from {offset}.");
        }

        string ReadName(ulong offset)
        {
            var bytes = new byte[256];
            var read = RandomAccess.Read(file, bytes, checked((long)offset));
            return Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Max(0, bytes.AsSpan(0, read).IndexOf((byte)0))));
        }
    }

    private static uint Type(byte[] segment) => BinaryPrimitives.ReadUInt32LittleEndian(segment);

    private static ulong UInt64(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(offset));
}
