using System.Buffers;
using Parquet;
using Parquet.Schema;

namespace FrequencyML.Scoring.Rows;

/// <summary>
/// Gathers one column of a row group: its values without nulls, and the levels that say where rows and lists begin and what is null.
/// Source: Apache Parquet format, "Nested Encoding".
/// </summary>
/// <param name="field">A plain column, or the items of a list that may be null and whose items may not.</param>
internal sealed class ParquetColumn<T>(DataField field)
    where T : struct
{
    private readonly ArrayBufferWriter<T> values = new();
    private readonly ArrayBufferWriter<int> definitionLevels = new();
    private readonly ArrayBufferWriter<int> repetitionLevels = new();

    /// <summary>Adds a row of a plain column; null only where that may be.</summary>
    public void Add(T? value)
    {
        if (value is { } known) values.Write([known]);
        if (field.MaxDefinitionLevel > 0) definitionLevels.Write([value is null ? 0 : 1]);
    }

    /// <summary>Adds a row of a list column.</summary>
    public void AddList(ReadOnlySpan<T> list)
    {
        values.Write(list);
        if (list.IsEmpty)
        {
            AddLevels(definition: 1);
            return;
        }
        definitionLevels.GetSpan(list.Length)[..list.Length].Fill(field.MaxDefinitionLevel);
        definitionLevels.Advance(list.Length);
        var repetition = repetitionLevels.GetSpan(list.Length)[..list.Length];
        repetition.Fill(1);
        repetition[0] = 0;                                                            // a row begins
        repetitionLevels.Advance(list.Length);
    }

    /// <summary>Adds a row of a list column that is null.</summary>
    public void AddNullList() => AddLevels(definition: 0);

    /// <summary>Writes what was gathered as the next column of a row group, and forgets it.</summary>
    public async Task WriteAsync(ParquetRowGroupWriter group)
    {
        await group.WriteAllPartsAsync(
            field,
            values.WrittenMemory,
            field.MaxDefinitionLevel > 0 ? definitionLevels.WrittenMemory : default(ReadOnlyMemory<int>?),
            field.MaxRepetitionLevel > 0 ? repetitionLevels.WrittenMemory : default(ReadOnlyMemory<int>?),
            CancellationToken.None).ConfigureAwait(false);
        values.ResetWrittenCount();
        definitionLevels.ResetWrittenCount();
        repetitionLevels.ResetWrittenCount();
    }

    private void AddLevels(int definition)
    {
        definitionLevels.Write([definition]);
        repetitionLevels.Write([0]);
    }
}
