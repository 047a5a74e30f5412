using System.Runtime.CompilerServices;
using FrequencyML.Models;
using Parquet;
using Parquet.Meta;

namespace FrequencyML.Scoring.Rows;

/// <summary>The rows of a row group while they are gathered, by columns.</summary>
internal sealed class ParquetRowGroup(ParquetColumns fields, RowColumns columns)
{
    // What the fixed columns of a row and a class of top_k take, by and large: references to texts, numbers and levels.
    private const int BytesOfRow = 100, BytesOfClass = 40;
    private readonly ParquetColumn<long> index = new(fields.Row);
    private readonly ParquetColumn<ReadOnlyMemory<char>> path = new(fields.Path);
    private readonly ParquetColumn<ReadOnlyMemory<char>> label = new(fields.Label);
    private readonly ParquetColumn<float> score = new(fields.Score);
    private readonly ParquetColumn<ReadOnlyMemory<char>> topLabel = new(fields.TopLabel);
    private readonly ParquetColumn<float> topScore = new(fields.TopScore);
    private readonly ParquetColumn<int> gateOpen = new(fields.GateOpen);
    private readonly ParquetColumn<ReadOnlyMemory<char>> error = new(fields.Error);
    private readonly ParquetColumn<float> embedding = new(fields.Embedding);
    private readonly ParquetColumn<float> channels = new(fields.Channels);
    private ReadOnlyMemory<char>[] labels = [];
    private float[] scores = [];

    /// <summary>The rows so far.</summary>
    public int Rows { get; private set; }

    /// <summary>What they take, as <see cref="BytesOf"/> counts it.</summary>
    public long Bytes { get; private set; }

    /// <summary>What a row takes in memory, by and large, and the same for the same row everywhere.</summary>
    public long BytesOf(ImageScore image) => BytesOfRow + (long)BytesOfClass * image.Top.Count
        + sizeof(char) * (image.Path.Length + (long)(image.Error?.Length ?? 0))
        + sizeof(float) * ((columns.Embedding ? image.Embedding?.Length ?? 0L : 0) + (columns.Channels ? image.Channels?.Length ?? 0L : 0));

    /// <summary>Adds a row.</summary>
    public void Add(ScoreRow row)
    {
        var image = row.Image;
        Rows++;
        Bytes += BytesOf(image);
        index.Add(row.Index);
        path.Add(image.Path.AsMemory());
        label.Add(image.Top.Count > 0 ? image.Top[0].Label.AsMemory() : default(ReadOnlyMemory<char>?));
        score.Add(image.Top.Count > 0 ? image.Top[0].Score : null);
        AddTop(image.Top);
        gateOpen.Add(image.GateOpen);
        error.Add(image.Error?.AsMemory());
        if (columns.Embedding) AddVector(embedding, image.Embedding);
        if (columns.Channels) AddVector(channels, image.Channels);
    }

    /// <summary>Writes the rows, and forgets them.</summary>
    public async Task WriteAsync(ParquetWriter writer)
    {
        using (var group = writer.CreateRowGroup())
        {
            await index.WriteAsync(group).ConfigureAwait(false);
            await path.WriteAsync(group).ConfigureAwait(false);
            await label.WriteAsync(group).ConfigureAwait(false);
            await score.WriteAsync(group).ConfigureAwait(false);
            await topLabel.WriteAsync(group).ConfigureAwait(false);
            await topScore.WriteAsync(group).ConfigureAwait(false);
            await gateOpen.WriteAsync(group).ConfigureAwait(false);
            await error.WriteAsync(group).ConfigureAwait(false);
            if (columns.Embedding) await embedding.WriteAsync(group).ConfigureAwait(false);
            if (columns.Channels) await channels.WriteAsync(group).ConfigureAwait(false);
            group.CompleteValidate();
            RemoveTextBounds(group);
        }
        (Rows, Bytes) = (0, 0);
    }

    private void AddTop(IReadOnlyList<ScoredLabel> top)
    {
        if (labels.Length < top.Count) (labels, scores) = (new ReadOnlyMemory<char>[top.Count], new float[top.Count]);
        for (var i = 0; i < top.Count; i++) (labels[i], scores[i]) = (top[i].Label.AsMemory(), top[i].Score);
        topLabel.AddList(labels.AsSpan(0, top.Count));
        topScore.AddList(scores.AsSpan(0, top.Count));
    }

    /// <summary>
    /// Removes the least and greatest text of each column: Parquet.Net compares UTF-16 units and readers compare bytes, so that these would pass over the rows
    /// of a text beyond U+FFFF. Nothing public leads to them.
    /// </summary>
    private static void RemoveTextBounds(ParquetRowGroupWriter group)
    {
        foreach (var column in Metadata(group).Columns)
        {
            if (column.MetaData is { Type: Parquet.Meta.Type.BYTE_ARRAY } data) data.Statistics = new Statistics { NullCount = data.Statistics?.NullCount };
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_owGroup")]
    private static extern ref RowGroup Metadata(ParquetRowGroupWriter group);

    private static void AddVector(ParquetColumn<float> column, ReadOnlyMemory<float>? vector)
    {
        if (vector is { } values) column.AddList(values.Span);
        else column.AddNullList();
    }
}
