using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Transforms.Internal;

/// <summary>Adds columns to a <see cref="SchemaShape"/>: ML.NET keeps the constructor of its columns to itself, so a mapping's estimator makes them.</summary>
internal static class OutputShape
{
    /// <summary>The shape with a vector of <c>Single</c> of known size.</summary>
    public static SchemaShape WithTensor(this SchemaShape shape, TransformsCatalog catalog, string name) =>
        shape.With<VBuffer<float>>(catalog, name, new VectorDataViewType(NumberDataViewType.Single, 1));

    /// <summary>The shape with a <c>Single</c>.</summary>
    public static SchemaShape WithNumber(this SchemaShape shape, TransformsCatalog catalog, string name) =>
        shape.With<float>(catalog, name, NumberDataViewType.Single);

    /// <summary>The shape with a text; without a name it stays as it is.</summary>
    public static SchemaShape WithText(this SchemaShape shape, TransformsCatalog catalog, string? name) =>
        name is null ? shape : shape.With<ReadOnlyMemory<char>>(catalog, name, TextDataViewType.Instance);

    /// <summary>The shape with a column of any type, and annotations by their types.</summary>
    public static SchemaShape With<T>(
        this SchemaShape shape, TransformsCatalog catalog, string name, DataViewType type, Action<SchemaDefinition.Column>? annotate = null)
    {
        var definition = SchemaDefinition.Create(typeof(Row<T>), SchemaDefinition.Direction.Write);
        definition[0].ColumnName = name;
        definition[0].ColumnType = type;
        annotate?.Invoke(definition[0]);
        return catalog.CustomMapping<Nothing, Row<T>>((_, _) => { }, contractName: null, outputSchemaDefinition: definition).GetOutputSchema(shape);
    }

    private sealed class Nothing;

    private sealed class Row<T>
    {
        public T? Value { get; set; }
    }
}
