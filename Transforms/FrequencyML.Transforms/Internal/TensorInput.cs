using Microsoft.ML.Data;

namespace FrequencyML.Transforms.Internal;

/// <summary>The input row of mappings that take a tensor.</summary>
internal sealed class TensorInput
{
    [ColumnName(TemporaryColumn.Options)]
    public ReadOnlyMemory<char> Options { get; set; }

    [ColumnName(TemporaryColumn.Tensor), VectorType]
    public VBuffer<float> Tensor { get; set; }

    /// <summary>The tensor's values; a sparse one is copied.</summary>
    /// <param name="length">Their number when the step was made: a loaded model does not check it, and would take the wrong chunks.</param>
    /// <exception cref="InvalidOperationException">The tensor has another length.</exception>
    public ReadOnlySpan<float> Values(int length)
    {
        if (Tensor.Length != length) throw new InvalidOperationException($"The step was made for rows of {length} values; the column has {Tensor.Length}.");
        return Tensor.Dense();
    }
}
