using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Models.Internal;

/// <summary>The rows of one batch: what passes through, what goes into the model and what comes out.</summary>
internal sealed class ScoredBatch : IDisposable
{
    private readonly ScoreLayout layout;
    private readonly BatchScorer? scorer;
    private readonly RowReader? reader;
    private readonly PassedColumn?[] passed;
    private readonly ValueGetter<DataViewRowId> idGetter;
    private readonly DataViewRowId[] ids;
    private readonly string?[] errors;
    private readonly float[] values;
    private Task running = Task.CompletedTask;

    /// <summary>Creates the buffers.</summary>
    /// <param name="input">The cursor that the rows come from.</param>
    /// <param name="passed">Its active columns by their place in the schema; null for those that are not.</param>
    /// <param name="rows">The rows of a batch.</param>
    /// <param name="layout">What comes out.</param>
    /// <param name="scorer">The model; null where no output is asked for.</param>
    /// <param name="reader">What goes in; null where no output is asked for.</param>
    public ScoredBatch(DataViewRowCursor input, PassedColumn?[] passed, int rows, ScoreLayout layout, BatchScorer? scorer, RowReader? reader)
    {
        this.layout = layout;
        this.scorer = scorer;
        this.reader = reader;
        this.passed = passed;
        idGetter = input.GetIdGetter();
        ids = new DataViewRowId[rows];
        errors = new string?[rows];
        values = new float[scorer is null ? 0 : (long)rows * layout.Length];
    }

    /// <summary>The rows that it holds.</summary>
    public int Count { get; private set; }

    /// <summary>The row's id.</summary>
    public DataViewRowId Id(int row) => ids[row];

    /// <summary>Why the row has no tensor; null where it has.</summary>
    public string? Error(int row) => errors[row];

    /// <summary>What the model says of a row.</summary>
    public ReadOnlySpan<float> Values(int row) => values.AsSpan(row * layout.Length, layout.Length);

    /// <summary>A column that passes through.</summary>
    public PassedColumn? Passed(int column) => passed[column];

    /// <summary>Takes the next rows of the cursor and has the model start on them.</summary>
    public void Fill(DataViewRowCursor input)
    {
        for (Count = 0; Count < ids.Length && input.MoveNext(); Count++)
        {
            idGetter(ref ids[Count]);
            foreach (var column in passed) column?.Store(Count);
            reader?.Take(Count, scorer!, errors);
        }
        if (Count == 0 || scorer is null) return;
        reader!.Finish(Count, scorer, errors);
        running = Task.Run(Score);
    }

    /// <summary>Waits until the model is done.</summary>
    public void Wait() => running.GetAwaiter().GetResult();

    /// <summary>Waits for the model and releases its buffers.</summary>
    public void Dispose()
    {
        ((IAsyncResult)running).AsyncWaitHandle.WaitOne();   // its exception, if any, is not for the one who closes the cursor
        scorer?.Dispose();
    }

    private void Score()
    {
        for (var row = 0; row < Count; row++)
        {
            // NaN marks a row without values; the model must not see it, as integer networks turn it into a number.
            if (ScoreLayout.IsPresent(scorer!.Input(row))) values[row * layout.Length] = 0;
            else
            {
                values[row * layout.Length] = float.NaN;
                scorer.Input(row).Clear();
            }
        }
        scorer!.Run(Count);
        for (var row = 0; row < Count; row++)
        {
            var target = values.AsSpan(row * layout.Length, layout.Length);
            if (float.IsNaN(target[0])) target.Fill(float.NaN);
            else layout.Write(scorer.Logits(row), scorer.Gate(row), target);
        }
    }
}
