using Parquet;
using Parquet.Schema;

namespace FrequencyML.Scoring.Rows;

/// <summary>The columns of a Parquet file as its fields, which belong to one schema; <see cref="RowColumns"/> says which there are.</summary>
internal sealed class ParquetColumns
{
    public ParquetColumns(RowColumns columns)
    {
        Embedding = new DataField<float>(ListField.ElementName, nullable: false);
        Channels = new DataField<float>(ListField.ElementName, nullable: false);
        Schema = new ParquetSchema(
        [
            Row, Path, Label, Score,
            new ListField(RowColumns.TopK, new StructField(ListField.ElementName, TopLabel, TopScore)),
            GateOpen, Error,
            .. columns.Embedding ? [new ListField(RowColumns.EmbeddingName, Embedding)] : Array.Empty<Field>(),
            .. columns.Channels ? [new ListField(RowColumns.ChannelsName, Channels)] : Array.Empty<Field>(),
        ]);
        // Few different texts; a path is there once.
        foreach (var field in (DataField[])[Label, TopLabel, Error]) Options.ColumnEncodingHints[field.Path.ToString()] = EncodingHint.Dictionary;
    }

    public DataField Row { get; } = new DataField<long>(RowColumns.Row, nullable: false);

    public DataField Path { get; } = new DataField<string>(RowColumns.Path, nullable: false);

    public DataField Label { get; } = new DataField<string>(RowColumns.Label, nullable: true);

    public DataField Score { get; } = new DataField<float>(RowColumns.Score, nullable: true);

    public DataField TopLabel { get; } = new DataField<string>(RowColumns.Label, nullable: false);

    public DataField TopScore { get; } = new DataField<float>(RowColumns.Score, nullable: false);

    public DataField GateOpen { get; } = new DataField<int>(RowColumns.GateOpen, nullable: true);

    public DataField Error { get; } = new DataField<string>(RowColumns.Error, nullable: true);

    /// <summary>In the schema only if the columns have it, as <see cref="Channels"/>.</summary>
    public DataField Embedding { get; }

    public DataField Channels { get; }

    public ParquetSchema Schema { get; }

    public ParquetOptions Options { get; } = new() { CompressionMethod = CompressionMethod.Snappy };

    /// <summary>Compares the types of a file's columns with these.</summary>
    /// <exception cref="InvalidDataException">One has another type, or may be null where it may not here.</exception>
    public void Require(ParquetSchema schema)
    {
        foreach (var (expected, found) in Schema.DataFields.Zip(schema.DataFields))
        {
            if (Type(expected) != Type(found)) throw new InvalidDataException($"Column {found.Path} is {Type(found)}; expected {Type(expected)}.");
        }

        static string Type(DataField field) => $"{field.Path} of {field.ClrType.Name}, levels {field.MaxDefinitionLevel} and {field.MaxRepetitionLevel}";
    }
}
