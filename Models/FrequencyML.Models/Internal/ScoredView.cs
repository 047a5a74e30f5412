using Microsoft.ML;

namespace FrequencyML.Models.Internal;

/// <summary>Data with the columns of the scores, computed in batches as its rows are read.</summary>
internal sealed class ScoredView(IDataView input, DataViewSchema schema, ScoringPlan plan) : IDataView
{
    public DataViewSchema Schema => schema;

    public bool CanShuffle => input.CanShuffle;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = new bool[schema.Count];
        foreach (var column in columnsNeeded) active[column.Index] = true;
        var scores = active.AsSpan(input.Schema.Count).Contains(true);
        var source = input.Schema[plan.InputColumnName];
        var cursor = input.GetRowCursor(input.Schema.Where(column => active[column.Index] || (scores && column.Index == source.Index)), rand);
        try
        {
            return new ScoredCursor(schema, active, cursor, [Batch(), Batch()], plan.Columns);
        }
        catch
        {
            cursor.Dispose();
            throw;
        }

        ScoredBatch Batch()
        {
            var passed = input.Schema.Select(column => active[column.Index] ? PassedColumn.Create(cursor, column, plan.BatchSize) : null).ToArray();
            return scores
                ? new(cursor, passed, plan.BatchSize, plan.Layout, new BatchScorer(plan.Model, plan.BatchSize),
                    RowReader.Create(cursor, source, plan.Images, plan.BatchSize, plan.Threads))
                : new(cursor, passed, plan.BatchSize, plan.Layout, null, null);
        }
    }

    /// <summary>One cursor: the threads are inside it.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];
}
