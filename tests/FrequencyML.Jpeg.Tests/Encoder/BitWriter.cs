namespace FrequencyML.Jpeg.Tests.Encoder;

/// <summary>Writes bits, most significant first, with byte stuffing (ITU-T T.81, F.1.2.3).</summary>
internal sealed class BitWriter
{
    private readonly List<byte> bytes = [];
    private int current, count;

    public void Write(int bits, int length)
    {
        for (var bit = length - 1; bit >= 0; bit--)
        {
            current = current << 1 | bits >> bit & 1;
            if (++count < 8) continue;
            bytes.Add((byte)current);
            if (current == 0xFF) bytes.Add(0);
            (current, count) = (0, 0);
        }
    }

    /// <summary>Fills the last byte up with ones.</summary>
    public void Flush() => Write(-1, (8 - count) % 8);

    public void Marker(byte code)
    {
        Flush();
        bytes.Add(0xFF);
        bytes.Add(code);
    }

    public byte[] ToArray()
    {
        Flush();
        return [.. bytes];
    }
}
