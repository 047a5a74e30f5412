using System.Runtime.InteropServices;

namespace FrequencyML.Training.Tests.Import;

/// <summary>A tensor for <see cref="CheckpointFile"/>: a shape over the elements of a storage of its own.</summary>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Elements">Of the storage, little-endian.</param>
/// <param name="ElementBytes">Of one element.</param>
/// <param name="Type">The storage's class in torch.</param>
/// <param name="Offset">The first element.</param>
/// <param name="Strides">Null for row-major.</param>
/// <param name="View">First and number of the elements that its storage is a view of, in the legacy format; null for all.</param>
internal sealed record SavedTensor(
    long[] Shape, byte[] Elements, int ElementBytes = 4, string Type = "FloatStorage", long Offset = 0, long[]? Strides = null, (long First, long Length)? View = null)
{
    public static SavedTensor Of(long[] shape, float[] values) => new(shape, MemoryMarshal.AsBytes<float>(values).ToArray());

    public static SavedTensor Counter(long value) => new([], BitConverter.GetBytes(value), 8, "LongStorage");

    public float[] Values => MemoryMarshal.Cast<byte, float>(Elements).ToArray();

    public long[] StridesOrContiguous => Strides ?? [.. Shape.Select((_, axis) => Shape.Skip(axis + 1).Aggregate(1L, (product, length) => product * length))];
}
