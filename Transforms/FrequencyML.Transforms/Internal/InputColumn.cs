using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Transforms.Internal;

/// <summary>Finds out what the input column holds; its errors are worded as ML.NET words its own.</summary>
internal static class InputColumn
{
    private const string PathType = "Text", BytesType = "Vector<Byte>";

    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of another type than Text and Vector&lt;Byte&gt;.</exception>
    public static InputKind Kind(DataViewSchema inputSchema, string name)
    {
        var type = Find(inputSchema, name);
        return TryKind(type) ?? throw Mismatch(nameof(inputSchema), name, $"{PathType} or {BytesType}", type);
    }

    /// <inheritdoc cref="Kind(DataViewSchema, string)"/>
    public static InputKind Kind(SchemaShape inputSchema, string name)
    {
        // A shape is a list of structs: an absent column would come back as one without a name.
        var column = inputSchema.FirstOrDefault(column => column.Name == name);
        if (column.Name is null) throw Missing(nameof(inputSchema), name);
        return (column.ItemType, column.IsKey, column.Kind) switch
        {
            (TextDataViewType, false, SchemaShape.Column.VectorKind.Scalar) => InputKind.Path,
            (NumberDataViewType type, false, not SchemaShape.Column.VectorKind.Scalar) when type == NumberDataViewType.Byte => InputKind.Bytes,
            _ => throw Mismatch(nameof(inputSchema), name, $"{PathType} or {BytesType}", Describe(column)),
        };
    }

    /// <exception cref="ArgumentOutOfRangeException">The column is missing or not of the given kind.</exception>
    public static void Check(DataViewSchema inputSchema, string name, InputKind kind)
    {
        var type = Find(inputSchema, name);
        if (TryKind(type) != kind)
            throw Mismatch(nameof(inputSchema), name, kind == InputKind.Path ? PathType : BytesType, type);
    }

    private static DataViewType Find(DataViewSchema inputSchema, string name) =>
        inputSchema.GetColumnOrNull(name)?.Type ?? throw Missing(nameof(inputSchema), name);

    private static InputKind? TryKind(DataViewType type) => type switch
    {
        TextDataViewType => InputKind.Path,
        VectorDataViewType vector when vector.ItemType == NumberDataViewType.Byte => InputKind.Bytes,
        _ => null,
    };

    private static string Describe(SchemaShape.Column column)
    {
        var item = column.IsKey ? $"Key<{column.ItemType}>" : $"{column.ItemType}";
        return column.Kind == SchemaShape.Column.VectorKind.Scalar ? item : $"Vector<{item}>";
    }

    private static ArgumentOutOfRangeException Missing(string parameter, string name) =>
        new(parameter, $"Could not find input column '{name}'.");

    private static ArgumentOutOfRangeException Mismatch(string parameter, string name, string expected, object actual) =>
        new(parameter, $"Schema mismatch for input column '{name}': expected {expected}, got {actual}.");
}
