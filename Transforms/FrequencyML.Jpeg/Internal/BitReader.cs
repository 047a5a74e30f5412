using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace FrequencyML.Jpeg.Internal;

/// <summary>
/// Reads bits, most significant first. Its 64-bit window is refilled without a branch: at least 56 bits are there afterwards.
/// </summary>
internal unsafe struct BitReader(byte* start)
{
    private byte* next = start;                                                       // the next byte to load
    private uint count;                                                               // valid bits of the window, 0..63

    /// <summary>The bits to come, the next one topmost; those beyond the valid ones may already be set, to what they will be.</summary>
    public ulong Bits { get; private set; }

    /// <summary>Whether more bits have been read than there are before <paramref name="end"/>.</summary>
    public readonly bool IsBeyond(byte* end) => next > end && 8 * (next - end) > count;

    /// <summary>The whole bytes that are left before <paramref name="end"/>; negative beyond it.</summary>
    public readonly long BytesBefore(byte* end) => (8 * (end - next) + count) >> 3;

    /// <summary>The byte that holds the next bit.</summary>
    public readonly byte* Position => next - ((count + 7) >> 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refill()
    {
        var loaded = Unsafe.ReadUnaligned<ulong>(next);
        if (BitConverter.IsLittleEndian) loaded = BinaryPrimitives.ReverseEndianness(loaded);
        Bits |= loaded >> (int)count;
        next += (63 - count) >> 3;
        count |= 56;
    }

    /// <summary>Passes over bits, at most as many as are valid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int length)
    {
        Bits <<= length;
        count -= (uint)length;
    }

    /// <summary>Reads 1 to 32 bits as an unsigned number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Read(int length)
    {
        var value = (int)(Bits >> (64 - length));
        Skip(length);
        return value;
    }

    /// <summary>
    /// The value that the <paramref name="size"/> bits at the top of <paramref name="bits"/> stand for (T.81, F.2.2.1, EXTEND), without a
    /// branch: a leading 0 marks a negative value, less by 2^size - 1. Size 0 gives 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Extend(ulong bits, int size) =>
        (int)(bits >> 1 >> (63 - size)) + ((int)~((long)bits >> 63) & (1 - (1 << size)));
}
