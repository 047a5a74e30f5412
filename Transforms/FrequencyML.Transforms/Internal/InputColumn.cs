using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using static Microsoft.ML.SchemaShape.Column;

namespace FrequencyML.Transforms.Internal;

/// <summary>An input column and what it may hold; its errors are worded as ML.NET words its own.</summary>
/// <param name="Name">The column.</param>
/// <param name="Accepted">The kinds that will do, at least one.</param>
internal sealed record InputColumn(string Name, params InputKind[] Accepted)
{
    /// <summary>Any column of images.</summary>
    public static InputColumn Images(string name) => new(name, InputKind.Path, InputKind.Bytes, InputKind.Image);

    /// <summary>The column's kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of a kind that is not accepted.</exception>
    public InputKind Kind(DataViewSchema inputSchema)
    {
        var type = Type(inputSchema);
        return Checked(nameof(inputSchema), TryKind(type), type is VectorDataViewType { IsKnownSize: false } ? $"{type} of unknown size" : type);
    }

    /// <inheritdoc cref="Kind(DataViewSchema)"/>
    public InputKind Kind(SchemaShape inputSchema)
    {
        // A shape is a list of structs: an absent column would come back as one without a name.
        var column = inputSchema.FirstOrDefault(column => column.Name == Name);
        if (column.Name is null) throw Missing(nameof(inputSchema));
        return Checked(nameof(inputSchema), TryKind(column), Describe(column));
    }

    /// <summary>The column's type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing.</exception>
    public DataViewType Type(DataViewSchema inputSchema) => inputSchema.GetColumnOrNull(Name)?.Type ?? throw Missing(nameof(inputSchema));

    /// <summary>The error for a column that exists and will not do.</summary>
    public ArgumentOutOfRangeException Mismatch(string parameter, string expected, object actual) =>
        new(parameter, $"Schema mismatch for input column '{Name}': expected {expected}, got {actual}.");

    private InputKind Checked(string parameter, InputKind? kind, object actual) => kind is { } known && Accepted.Contains(known)
        ? known
        : throw Mismatch(parameter, Join([.. Accepted.Select(TypeName)]), actual);

    private ArgumentOutOfRangeException Missing(string parameter) => new(parameter, $"Could not find input column '{Name}'.");

    internal static InputKind? TryKind(DataViewType type) => type switch
    {
        TextDataViewType => InputKind.Path,
        ImageDataViewType => InputKind.Image,
        VectorDataViewType vector when vector.ItemType == NumberDataViewType.Byte => InputKind.Bytes,
        VectorDataViewType { IsKnownSize: true } vector when vector.ItemType == NumberDataViewType.Single => InputKind.Tensor,
        _ => null,
    };

    private static InputKind? TryKind(SchemaShape.Column column) => (column.ItemType, column.IsKey, column.Kind) switch
    {
        (TextDataViewType, false, VectorKind.Scalar) => InputKind.Path,
        (ImageDataViewType, false, VectorKind.Scalar) => InputKind.Image,
        (NumberDataViewType type, false, not VectorKind.Scalar) when type == NumberDataViewType.Byte => InputKind.Bytes,
        (NumberDataViewType type, false, VectorKind.Vector) when type == NumberDataViewType.Single => InputKind.Tensor,
        _ => null,
    };

    internal static string TypeName(InputKind kind) => kind switch
    {
        InputKind.Path => "Text",
        InputKind.Bytes => "Vector<Byte>",
        InputKind.Image => "Image",
        _ => "Vector<Single> of known size",
    };

    private static string Join(string[] names) => names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";

    private static string Describe(SchemaShape.Column column)
    {
        var item = column.IsKey ? $"Key<{column.ItemType}>" : $"{column.ItemType}";
        return column.Kind switch
        {
            VectorKind.Scalar => item,
            VectorKind.Vector => $"Vector<{item}>",
            _ => $"Vector<{item}> of unknown size",
        };
    }
}
