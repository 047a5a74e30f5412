using FrequencyML.Jpeg.Internal;

namespace FrequencyML.Jpeg.Tests;

/// <summary>The bits of one restart interval, without byte stuffing; there are none behind its end.</summary>
internal sealed class ReferenceBits(int restartNumber)
{
    private readonly List<bool> bits = [];
    private int next;

    /// <summary>The number of the RST marker before the interval; -1 for the first.</summary>
    public int RestartNumber => restartNumber;

    /// <summary>Splits the data of a scan.</summary>
    /// <param name="jpeg">The file.</param>
    /// <param name="position">The first byte of the data; on return the marker after it, or the end of the file.</param>
    public static List<ReferenceBits> Split(byte[] jpeg, ref int position)
    {
        List<ReferenceBits> intervals = [new(-1)];
        while (position < jpeg.Length)
        {
            int value = jpeg[position], after = position + 1 < jpeg.Length ? jpeg[position + 1] : Marker.Eoi;
            if (value == 0xFF && after != 0)
            {
                if (after == 0xFF)
                {
                    position++;
                    continue;
                }
                if (!Marker.IsRestart((byte)after)) break;
                intervals.Add(new ReferenceBits(after - Marker.Rst0));
                position += 2;
                continue;
            }
            for (var bit = 7; bit >= 0; bit--) intervals[^1].bits.Add((value >> bit & 1) == 1);
            position += value == 0xFF ? 2 : 1;
        }
        return intervals;
    }

    /// <summary>An unsigned number of <paramref name="count"/> bits; 0 for no bits.</summary>
    public int Next(int count)
    {
        var value = 0;
        for (; count > 0; count--)
            value = value << 1 | (next < bits.Count ? bits[next++] ? 1 : 0 : throw new InvalidDataException("No more bits."));
        return value;
    }

    /// <summary>T.81, F.2.2.1: RECEIVE and EXTEND.</summary>
    public int NextValue(int size)
    {
        var value = Next(size);
        return size > 0 && value < 1 << size - 1 ? value - (1 << size) + 1 : value;
    }

    /// <summary>At most the rest of a byte is left, and padding: bytes of zeros, or bytes of ones.</summary>
    /// <param name="further">Intervals that should not be there.</param>
    public void ExpectEnd(List<ReferenceBits> further)
    {
        var rest = bits[(next + (bits.Count - next) % 8)..].Concat(further.SelectMany(interval => interval.bits)).Distinct();
        if (rest.Count() > 1) throw new InvalidDataException("There is more data than blocks.");
    }
}
