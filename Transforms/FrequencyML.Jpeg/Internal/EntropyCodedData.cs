using System.Runtime.InteropServices;

namespace FrequencyML.Jpeg.Internal;

/// <summary>
/// The entropy-coded data of one scan without its byte stuffing (ITU-T T.81, B.1.1.5), split at the RST markers. Removing the stuffing
/// first costs a copy and saves the bit reader a test per byte.
/// </summary>
internal sealed unsafe class EntropyCodedData
{
    /// <summary>
    /// Zeros behind the data: more than any MCU reads (10 blocks of 64 codes and values, 31 bits each), so that the position need be
    /// checked only once an MCU.
    /// </summary>
    private const int Padding = 4096;

    private byte[] buffer = [];
    private Interval[] intervals = new Interval[1];
    private int start;

    /// <summary>The bytes that the buffer has grown to.</summary>
    public long BufferBytes => buffer.Length + (long)intervals.Length * sizeof(Interval);

    /// <summary>The intervals between RST markers, at least one.</summary>
    public int IntervalCount { get; private set; }

    /// <summary>The first byte of an interval.</summary>
    public byte* Start(int interval) => Address(intervals[interval].Start);

    /// <summary>One past the last byte of an interval.</summary>
    public byte* End(int interval) => Address(intervals[interval].End);

    /// <summary>The number 0..7 of the RST marker before an interval; -1 for the first.</summary>
    public int RestartNumber(int interval) => intervals[interval].RestartNumber;

    /// <summary>The bits of all intervals.</summary>
    public long LengthInBits => 8L * intervals[IntervalCount - 1].End;

    /// <summary>Reads from the byte after a scan header up to a marker that is no RST, or the end of the file.</summary>
    /// <param name="jpeg">The file.</param>
    /// <param name="position">The byte after the scan header.</param>
    /// <param name="maxIntervals">The most intervals that are told apart; what RST markers beyond them split stays one.</param>
    /// <returns>The byte offset of the marker that ends the data.</returns>
    public int Load(ReadOnlySpan<byte> jpeg, int position, long maxIntervals)
    {
        start = position;
        var rest = jpeg[position..];
        if (rest.Length > Array.MaxLength - Padding)
            throw new NotSupportedException($"The file has {jpeg.Length} bytes; a scan of {rest.Length} bytes is more than one array holds.");
        if (buffer.Length < rest.Length + Padding)
            buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(rest.Length + rest.Length / 4L + Padding, Array.MaxLength), pinned: true);
        var target = buffer.AsSpan();
        var length = 0;
        IntervalCount = 0;
        Open(0, -1);
        while (true)
        {
            var run = rest.IndexOf((byte)0xFF);
            if (run < 0) run = rest.Length;
            rest[..run].CopyTo(target[length..]);
            length += run;
            rest = rest[run..];
            if (rest.Length < 2)
            {
                rest = default;                                                       // the end of the file, perhaps with half a marker
                break;
            }
            var next = rest[1];
            if (next == 0)
            {
                target[length++] = 0xFF;
                rest = rest[2..];
            }
            else if (next == 0xFF) rest = rest[1..];                                  // a fill byte before a marker
            else if (Marker.IsRestart(next))
            {
                intervals[IntervalCount - 1].End = length;
                if (IntervalCount < maxIntervals) Open(length, next - Marker.Rst0);
                rest = rest[2..];
            }
            else break;
        }
        intervals[IntervalCount - 1].End = length;
        target.Slice(length, Padding).Clear();
        return jpeg.Length - rest.Length;
    }

    /// <summary>The byte offset in the file of a byte of the data, found by walking the file again: only errors ask for it.</summary>
    public int FileOffset(ReadOnlySpan<byte> jpeg, byte* address)
    {
        var position = start;
        for (var remaining = address - Address(0); position < jpeg.Length - 1 && remaining > 0;)
        {
            if (jpeg[position] != 0xFF)
            {
                position++;
                remaining--;
                continue;
            }
            var next = jpeg[position + 1];
            if (next == 0) remaining--;
            else if (next != 0xFF && !Marker.IsRestart(next)) break;
            position += next == 0xFF ? 1 : 2;
        }
        return Math.Min(position, jpeg.Length);
    }

    private byte* Address(int offset) => (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(buffer, offset);

    private void Open(int offset, int restartNumber)
    {
        if (IntervalCount == intervals.Length) Array.Resize(ref intervals, 2 * intervals.Length);
        intervals[IntervalCount++] = new Interval { Start = offset, RestartNumber = restartNumber };
    }

    private struct Interval
    {
        public int Start, End, RestartNumber;
    }
}
