using System.Buffers.Binary;
using System.Text;

namespace FrequencyML.Training.Import;

/// <summary>The bytes of one or more pickles with a position in them; every read is checked against the end first.</summary>
/// <param name="bytes">From the start of the file or of the zip entry, so that positions in messages are those of a hex dump.</param>
/// <param name="isWhole">Whether the bytes end where their file ends; false where they were cut at a limit.</param>
internal sealed class PickleInput(ReadOnlyMemory<byte> bytes, bool isWhole = true)
{
    private const int MaxLineBytes = 256;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The offset of the next byte.</summary>
    public int Position { get; private set; }

    private int Remaining => bytes.Length - Position;

    public byte ReadByte() => Take(1)[0];

    public int ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>Eight bytes, the most significant first: floats are the one big-endian thing in a pickle.</summary>
    public double ReadDouble() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>The next bytes.</summary>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    /// <exception cref="NotSupportedException">There are fewer within the limit of what is read.</exception>
    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > Remaining)
        {
            if (count > Remaining && !isWhole) throw new NotSupportedException($"The pickle is longer than {bytes.Length} bytes; a state dict is not.");
            throw new InvalidDataException($"{count} bytes are needed at byte {Position}; {Remaining} are left.");
        }
        var taken = bytes.Span.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    /// <summary>A UTF-8 text.</summary>
    /// <exception cref="InvalidDataException">The bytes are no UTF-8, or there are fewer.</exception>
    public string ReadText(long byteCount)
    {
        var start = Position;
        try
        {
            return Utf8.GetString(Take(byteCount));
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"The text at byte {start} is not UTF-8.", error);
        }
    }

    /// <summary>A string of Python 2, whose bytes are characters.</summary>
    public string ReadLatin1(long byteCount) => Encoding.Latin1.GetString(Take(byteCount));

    /// <summary>A line of ASCII without its line feed.</summary>
    /// <exception cref="InvalidDataException">It is longer than a name ever is, or not plain ASCII.</exception>
    public string ReadLine()
    {
        var start = Position;
        var length = bytes.Span.Slice(start, Math.Min(Remaining, MaxLineBytes)).IndexOf((byte)'\n');
        if (length < 0) throw new InvalidDataException($"The line at byte {start} has no end within {MaxLineBytes} bytes.");
        var line = Take(length);
        if (line.ContainsAnyExceptInRange((byte)' ', (byte)'~')) throw new InvalidDataException($"The line at byte {start} is not plain ASCII.");
        _ = ReadByte();
        return Encoding.ASCII.GetString(line);
    }
}
