using Parquet;
using Parquet.Schema;

namespace FrequencyML.Scoring.Rows;

/// <summary>Goes through one column of row group after row group, row by row: the reverse of <see cref="ParquetColumn{T}"/>.</summary>
/// <param name="field">A plain column, or the items of a list that may be null and whose items may not.</param>
internal sealed class ParquetCursor<T>(DataField field)
    where T : struct
{
    // Longer than the column may be: they are used for all row groups.
    private T[] values = [];
    private int[] definitionLevels = [];
    private int[] repetitionLevels = [];
    private int levels;
    private int value;
    private int level;

    /// <summary>Reads the column of a row group, and goes to its first row.</summary>
    public async Task ReadAsync(ParquetRowGroupReader group)
    {
        var count = group.GetMetadata(field)?.MetaData?.NumValues ?? throw new InvalidDataException($"A row group has no column {field.Path}.");
        (levels, value, level) = (checked((int)count), 0, 0);
        if (values.Length < levels) values = new T[levels];
        if (field.MaxDefinitionLevel > 0 && definitionLevels.Length < levels) definitionLevels = new int[levels];
        if (field.MaxRepetitionLevel > 0 && repetitionLevels.Length < levels) repetitionLevels = new int[levels];
        // Levels where a column has none are an error.
        await group.ReadRawAsync<T>(
            field,
            values,
            field.MaxDefinitionLevel > 0 ? definitionLevels.AsMemory() : default(Memory<int>?),
            field.MaxRepetitionLevel > 0 ? repetitionLevels.AsMemory() : default(Memory<int>?)).ConfigureAwait(false);
    }

    /// <summary>The next row of a plain column.</summary>
    public T? Next() => field.MaxDefinitionLevel == 0 || definitionLevels[level++] > 0 ? values[value++] : null;

    /// <summary>The next row of a list column.</summary>
    /// <param name="list">Valid until the next row group; empty if the row is null.</param>
    /// <returns>Whether it is not null.</returns>
    public bool NextList(out ReadOnlySpan<T> list)
    {
        var definition = definitionLevels[level++];
        var start = value;
        if (definition > 1) value++;                                                  // 0 is null, 1 is empty
        for (; level < levels && repetitionLevels[level] > 0; level++) value++;
        list = values.AsSpan(start..value);
        return definition > 0;
    }
}
