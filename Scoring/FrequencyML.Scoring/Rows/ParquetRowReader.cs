using FrequencyML.Models;
using Parquet;
using Parquet.Schema;

namespace FrequencyML.Scoring.Rows;

/// <summary>Reads what <see cref="ParquetRowWriter"/> writes, one row group at a time.</summary>
internal sealed class ParquetRowReader
{
    private readonly RowColumns columns;
    private readonly ParquetColumns fields;
    private readonly ParquetCursor<long> index;
    private readonly ParquetCursor<ReadOnlyMemory<char>> path;
    private readonly ParquetCursor<ReadOnlyMemory<char>> topLabel;
    private readonly ParquetCursor<float> topScore;
    private readonly ParquetCursor<int> gateOpen;
    private readonly ParquetCursor<ReadOnlyMemory<char>> error;
    private readonly ParquetCursor<float> embedding;
    private readonly ParquetCursor<float> channels;

    private ParquetRowReader(RowColumns columns, ParquetSchema schema)
    {
        this.columns = columns;
        fields = new ParquetColumns(columns);
        fields.Require(schema);
        index = new(fields.Row);
        path = new(fields.Path);
        topLabel = new(fields.TopLabel);
        topScore = new(fields.TopScore);
        gateOpen = new(fields.GateOpen);
        error = new(fields.Error);
        embedding = new(fields.Embedding);
        channels = new(fields.Channels);
    }

    /// <param name="stream">Seekable; read once for its checksum, and then for its rows.</param>
    /// <param name="columns">The columns; null for those that the file has.</param>
    /// <exception cref="InvalidDataException">The file is no Parquet file, is damaged, was written by another program, or has other columns.</exception>
    public static IEnumerable<ScoreRow> Read(Stream stream, RowColumns? columns)
    {
        ParquetChecksum.Verify(stream);
        var file = Try(() => ParquetReader.CreateAsync(stream).GetAwaiter().GetResult());   // owns nothing
        var rows = Try(() => new ParquetRowReader(RowColumns.Of([.. file.Schema.Fields.Select(field => field.Name)], columns), file.Schema));
        foreach (var group in file.RowGroups)
        {
            var count = Try(() => rows.ReadAsync(group).GetAwaiter().GetResult());
            for (var row = 0L; row < count; row++) yield return Try(rows.Next);
        }
    }

    /// <summary>What Parquet.Net throws for a file that breaks the format, of many kinds, becomes one; its own messages are for its developers.</summary>
    private static T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is not (InvalidDataException or OutOfMemoryException))
        {
            throw new InvalidDataException("The file cannot be read as Parquet.", error);
        }
    }

    /// <summary>Reads a row group; returns its number of rows.</summary>
    private async Task<long> ReadAsync(ParquetRowGroupReader group)
    {
        await index.ReadAsync(group).ConfigureAwait(false);
        await path.ReadAsync(group).ConfigureAwait(false);
        await topLabel.ReadAsync(group).ConfigureAwait(false);                        // label and score are the first of top_k
        await topScore.ReadAsync(group).ConfigureAwait(false);
        await gateOpen.ReadAsync(group).ConfigureAwait(false);
        await error.ReadAsync(group).ConfigureAwait(false);
        if (columns.Embedding) await embedding.ReadAsync(group).ConfigureAwait(false);
        if (columns.Channels) await channels.ReadAsync(group).ConfigureAwait(false);
        return group.RowCount;
    }

    private ScoreRow Next() => new(index.Next()!.Value, new ImageScore
    {
        Path = path.Next()!.Value.ToString(),
        Top = Top(),
        GateOpen = gateOpen.Next(),
        Error = error.Next()?.ToString(),
        Embedding = columns.Embedding ? Vector(embedding) : null,
        Channels = columns.Channels ? Vector(channels) : null,
    });

    private ScoredLabel[] Top()
    {
        topLabel.NextList(out var labels);
        topScore.NextList(out var scores);
        var top = new ScoredLabel[labels.Length];
        for (var i = 0; i < top.Length; i++) top[i] = new(labels[i].ToString(), scores[i]);
        return top;
    }

    private static ReadOnlyMemory<float>? Vector(ParquetCursor<float> column)
    {
        if (!column.NextList(out var vector)) return null;
        return vector.ToArray();
    }
}
