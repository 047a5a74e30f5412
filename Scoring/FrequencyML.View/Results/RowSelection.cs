namespace FrequencyML.View.Results;

/// <summary>The rows that a filter leaves, in an order: made once for each, since a page that is scrolled asks again and again.</summary>
/// <param name="table">The rows.</param>
internal sealed class RowSelection(ResultTable table)
{
    private const int MaxHeld = 8;
    private readonly Lock gate = new();
    private readonly Dictionary<(RowFilter, RowOrder), Lazy<int[]>> held = [];

    /// <summary>The places of the rows.</summary>
    public int[] Places(RowFilter filter, RowOrder order)
    {
        Lazy<int[]>? places;
        lock (gate)
        {
            if (!held.TryGetValue((filter, order), out places))
            {
                if (held.Count == MaxHeld) held.Clear();
                held[(filter, order)] = places = new(() => order.Sort(Enumerable.Range(0, table.Rows.Count).Where(place => filter.Matches(table.Rows[place])), table.Rows));
            }
        }
        return places.Value;                                                          // others need not wait for a long sort
    }

    /// <summary>The rows that a filter leaves, by their numbers.</summary>
    public IEnumerable<ResultRow> Rows(RowFilter filter) => Places(filter, default).Select(place => table.Rows[place]);
}
