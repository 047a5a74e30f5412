using Microsoft.ML.Data;

namespace FrequencyML.Transforms.Internal;

/// <summary>The values of ML.NET's vectors.</summary>
internal static class VBufferValues
{
    /// <summary>All values in their order; those of a sparse vector are a copy.</summary>
    public static ReadOnlySpan<T> Dense<T>(this VBuffer<T> vector) => vector.IsDense ? vector.GetValues() : vector.DenseValues().ToArray();
}
