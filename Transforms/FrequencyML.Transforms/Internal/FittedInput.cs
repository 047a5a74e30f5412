using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Transforms.Internal;

/// <summary>An input column as it was when the transformer was made.</summary>
/// <param name="Column">The column.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Type">Its type.</param>
internal sealed record FittedInput(InputColumn Column, InputKind Kind, DataViewType Type)
{
    /// <summary>The column of a schema.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of a kind that is not accepted.</exception>
    public static FittedInput Of(InputColumn column, DataViewSchema inputSchema) => new(column, column.Kind(inputSchema), column.Type(inputSchema));

    /// <summary>Checks that a schema's column is the same: bytes of any size, tensors and images of the same size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of another type.</exception>
    public void Check(DataViewSchema inputSchema)
    {
        var type = Column.Type(inputSchema);
        var isSame = Kind == InputKind.Tensor
            ? type is VectorDataViewType vector && vector.ItemType == NumberDataViewType.Single && vector.Size == ((VectorDataViewType)Type).Size
            : InputColumn.TryKind(type) == Kind && (Kind != InputKind.Image || type.Equals(Type));
        if (!isSame) throw Column.Mismatch(nameof(inputSchema), Kind is InputKind.Tensor or InputKind.Image ? $"{Type}" : InputColumn.TypeName(Kind), type);
    }
}
