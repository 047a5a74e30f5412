using Microsoft.ML.Data;

namespace FrequencyML.Transforms.Internal;

/// <summary>The output row of mappings that give one number.</summary>
internal sealed class NumberOutput
{
    [ColumnName(TemporaryColumn.Number)]
    public float Number { get; set; }
}
