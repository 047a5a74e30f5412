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
    public ReadOnlySpan<float> Values => Tensor.IsDense ? Tensor.GetValues() : Tensor.DenseValues().ToArray();
}
