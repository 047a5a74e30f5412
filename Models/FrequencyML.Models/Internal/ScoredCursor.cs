using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Models.Internal;

/// <summary>
/// Gives rows one by one that were scored in batches. Two batches take turns: while the model works on one, the other is read and its images
/// are decoded.
/// </summary>
internal sealed class ScoredCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor input;
    private readonly ScoredBatch[] batches;
    private readonly bool[] active;
    private readonly ScoreColumn[] columns;
    private int reading, row = -1;
    private long position = -1;
    private bool started, ended, disposed;

    /// <summary>Creates a cursor.</summary>
    /// <param name="schema">The columns of the input, possibly one for errors, and those of the scores.</param>
    /// <param name="active">Which of them may be asked for.</param>
    /// <param name="input">The rows; this cursor closes it.</param>
    /// <param name="batches">Two, which this cursor closes.</param>
    /// <param name="columns">The columns of the scores.</param>
    public ScoredCursor(DataViewSchema schema, bool[] active, DataViewRowCursor input, ScoredBatch[] batches, ScoreColumn[] columns)
    {
        Schema = schema;
        this.active = active;
        this.input = input;
        this.batches = batches;
        this.columns = columns;
    }

    public override DataViewSchema Schema { get; }

    public override long Position => position;

    public override long Batch => 0;

    private ScoredBatch Present => batches[reading];

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override bool MoveNext()
    {
        if (ended || disposed) return false;
        ended = true;                                // unless what follows succeeds: after an exception there are no more rows
        if (!started)
        {
            started = true;
            Present.Fill(input);
            batches[1 - reading].Fill(input);
            Present.Wait();
        }
        else if (row + 1 >= Present.Count)
        {
            Present.Fill(input);                     // while the other is scored
            reading = 1 - reading;
            Present.Wait();
            row = -1;
        }
        ended = row + 1 >= Present.Count;
        (row, position) = ended ? (-1, -1) : (row + 1, position + 1);
        return !ended;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = Present.Id(row);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (column.Index >= active.Length || !active[column.Index]) throw new InvalidOperationException($"Column '{column.Name}' was not asked for.");
        return Getter(column.Index) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type}, not {typeof(TValue)}.");
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposed && disposing)
        {
            foreach (var batch in batches) batch.Dispose();
            input.Dispose();
        }
        disposed = true;
        base.Dispose(disposing);
    }

    private Delegate Getter(int index)
    {
        var passed = input.Schema.Count;
        if (index < passed) return Present.Passed(index)!.Getter([.. batches.Select(batch => batch.Passed(index)!)], () => (reading, row));
        var hasErrors = Schema.Count > passed + columns.Length;
        if (hasErrors && index == passed) return (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> error) => error = Present.Error(row).AsMemory());
        var column = columns[index - passed - (hasErrors ? 1 : 0)];
        return column switch
        {
            { Type: KeyDataViewType } => (ValueGetter<uint>)((ref uint key) => key = ScoreColumn.Key(Values(column)[0])),
            { IsKey: true } => (ValueGetter<VBuffer<uint>>)((ref VBuffer<uint> keys) =>
            {
                var values = Values(column);
                var editor = VBufferEditor.Create(ref keys, values.Length);
                for (var i = 0; i < values.Length; i++) editor.Values[i] = ScoreColumn.Key(values[i]);
                keys = editor.Commit();
            }),
            _ => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> scores) =>
            {
                var values = Values(column);
                var editor = VBufferEditor.Create(ref scores, values.Length);
                values.CopyTo(editor.Values);
                scores = editor.Commit();
            }),
        };
    }

    private ReadOnlySpan<float> Values(ScoreColumn column) => Present.Values(row)[column.Values];
}
