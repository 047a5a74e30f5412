namespace FrequencyML.View.Results;

/// <summary>What rows are sorted by.</summary>
internal enum RowKey
{
    /// <summary>The row number.</summary>
    Row,

    /// <summary>The path, ordinal.</summary>
    Path,

    /// <summary>The best class, ordinal.</summary>
    Label,

    /// <summary>The score.</summary>
    Score,

    /// <summary>The channels that the gate opened.</summary>
    Gate,
}

/// <summary>In which order rows are shown. Rows without a value come last either way, and rows of equal values by their numbers.</summary>
/// <param name="Key">What they are sorted by.</param>
/// <param name="IsDescending">Whether the largest comes first.</param>
internal readonly record struct RowOrder(RowKey Key, bool IsDescending)
{
    /// <summary>Sorts places of rows.</summary>
    /// <param name="places">Ascending places.</param>
    /// <param name="rows">The rows.</param>
    public int[] Sort(IEnumerable<int> places, IReadOnlyList<ResultRow> rows) => Key switch
    {
        RowKey.Path => Sort(places, place => rows[place].Path, StringComparer.Ordinal),
        RowKey.Label => Sort(places, place => rows[place].Label, StringComparer.Ordinal),
        RowKey.Score => Sort(places, place => rows[place].Score, Comparer<float?>.Default),
        RowKey.Gate => Sort(places, place => rows[place].GateOpen, Comparer<int?>.Default),
        _ => IsDescending ? [.. places.Reverse()] : [.. places],
    };

    // LINQ's sort is stable.
    private int[] Sort<T>(IEnumerable<int> places, Func<int, T?> value, IComparer<T?> comparer)
    {
        var present = places.OrderBy(place => value(place) is null);
        return [.. IsDescending ? present.ThenByDescending(value, comparer) : present.ThenBy(value, comparer)];
    }
}
