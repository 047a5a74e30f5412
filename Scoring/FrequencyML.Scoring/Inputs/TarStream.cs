using System.Buffers.Binary;

namespace FrequencyML.Scoring.Inputs;

/// <summary>
/// A tar archive for <see cref="System.Formats.Tar.TarReader"/>, which takes the long names and attributes of a member into memory at the length that their
/// header gives, before it knows whether the archive has as much: so headers are looked at as they pass.
/// </summary>
/// <param name="path">An uncompressed tar file.</param>
/// <param name="maxMetadataLength">The longest such data, in bytes.</param>
/// <remarks>Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Header Block"; GNU tar's long names.</remarks>
internal sealed class TarStream(string path, int maxMetadataLength) : FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read)
{
    private const int HeaderLength = 512, SizeOffset = 124, SizeLength = 12, TypeOffset = 156;

    /// <summary>What is still to come of the names or attributes behind the last header.</summary>
    private long metadataLeft;

    /// <exception cref="NotSupportedException">A header promises more than the limit.</exception>
    /// <remarks>Of a stream that is derived from <see cref="FileStream"/>, spans are read by way of this too.</remarks>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = base.Read(buffer, offset, count);
        Check(buffer.AsSpan(offset, read));
        return read;
    }

    private void Check(ReadOnlySpan<byte> read)
    {
        if (metadataLeft > 0) metadataLeft -= read.Length;                            // may look like a header
        else if (read.Length == HeaderLength && read[TypeOffset] is (byte)'x' or (byte)'g' or (byte)'L' or (byte)'K')
        {
            metadataLeft = Number(read.Slice(SizeOffset, SizeLength));
            if (metadataLeft > maxMetadataLength)
                throw new NotSupportedException($"The name or the attributes of a member take {metadataLeft} bytes; the limit is {maxMetadataLength} ({nameof(Dct.InputLimits.MaxMetadataLength)}).");
        }
    }

    /// <summary>Octal digits or, where the first bit is set, a big-endian number; what is neither is the reader's to refuse.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        if (field[0] >= 0x80) return BinaryPrimitives.ReadInt64BigEndian(field[^8..]) is var number and >= 0 ? number : long.MaxValue;
        var size = 0L;
        foreach (var digit in field)
            if (digit is >= (byte)'0' and <= (byte)'7') size = 8 * size + digit - '0';
        return size;
    }
}
