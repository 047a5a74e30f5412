using System.Buffers.Binary;

namespace FrequencyML.Jpeg.Internal;

/// <summary>The four destinations of DQT segments (ITU-T T.81, B.2.4.1), in natural order.</summary>
internal sealed class QuantizationTables
{
    private const int Destinations = 4;
    private readonly ushort[] values = new ushort[Destinations * 64];
    private int defined;

    public void Reset() => defined = 0;

    /// <summary>The 64 quantization steps of a destination; false before a segment has defined them.</summary>
    public bool TryGet(int destination, out ReadOnlySpan<ushort> steps)
    {
        steps = values.AsSpan(destination * 64, 64);
        return (defined >> destination & 1) != 0;
    }

    public void Read(ReadOnlySpan<byte> parameters, int offset)
    {
        while (!parameters.IsEmpty)
        {
            int bytes = (parameters[0] >> 4) + 1, destination = parameters[0] & 15;
            if (bytes > 2)
                throw new InvalidDataException(
                    $"DQT at byte {offset} has element precision {bytes - 1}; expected 0 (8 bits) or 1 (16 bits).");
            if (destination >= Destinations)
                throw new InvalidDataException($"DQT at byte {offset} defines quantization table {destination}; expected 0 to 3.");
            if (parameters.Length < 1 + 64 * bytes)
                throw new InvalidDataException($"DQT at byte {offset} ends within quantization table {destination}.");
            var steps = values.AsSpan(destination * 64, 64);
            for (var zigzagIndex = 0; zigzagIndex < 64; zigzagIndex++)
                steps[Zigzag.NaturalOrder[zigzagIndex]] = bytes == 1
                    ? parameters[1 + zigzagIndex]
                    : BinaryPrimitives.ReadUInt16BigEndian(parameters[(1 + 2 * zigzagIndex)..]);
            defined |= 1 << destination;
            parameters = parameters[(1 + 64 * bytes)..];
        }
    }
}
