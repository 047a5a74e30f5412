using System.Runtime.InteropServices;

namespace FrequencyML.Training.Import;

/// <summary>The type of a storage's elements.</summary>
/// <param name="Name">PyTorch's name of the storage class, without its module.</param>
/// <param name="Bytes">Of one element.</param>
/// <param name="ToSingle">Turns little-endian elements into float32, rounding those that are wider; null for integers.</param>
internal sealed record StorageType(string Name, int Bytes, Action<ReadOnlySpan<byte>, Span<float>>? ToSingle = null)
{
    /// <summary>All that torch had when the checkpoints were written, and bfloat16.</summary>
    public static IReadOnlyList<StorageType> All { get; } =
    [
        new("FloatStorage", 4, (bytes, values) => MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values)),
        new("DoubleStorage", 8, (bytes, values) => Convert<double>(bytes, values, value => (float)value)),
        new("HalfStorage", 2, (bytes, values) => Convert<Half>(bytes, values, value => (float)value)),
        new("BFloat16Storage", 2, (bytes, values) => Convert<ushort>(bytes, values, value => BitConverter.UInt32BitsToSingle((uint)value << 16))),
        new("LongStorage", 8),
        new("IntStorage", 4),
        new("ShortStorage", 2),
        new("CharStorage", 1),
        new("ByteStorage", 1),
        new("BoolStorage", 1),
    ];

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<float> values, Func<T, float> toSingle)
        where T : struct
    {
        var elements = MemoryMarshal.Cast<byte, T>(bytes);
        for (var i = 0; i < elements.Length; i++) values[i] = toSingle(elements[i]);
    }
}
