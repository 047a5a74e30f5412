namespace FrequencyML.View.Results;

/// <summary>How scores and classes are distributed over rows.</summary>
internal sealed class ClassOverview
{
    /// <summary>The intervals of the histogram: of a score from 0 to 1, each 0.05 wide; the last one has 1 too.</summary>
    public const int Bins = 20;

    /// <summary>The most classes that a matrix has.</summary>
    public const int MaxLabels = 40;

    /// <summary>The most cells where there are more classes.</summary>
    public const int MaxConfusions = 200;

    /// <summary>Counts rows.</summary>
    public ClassOverview(IEnumerable<ResultRow> rows)
    {
        Dictionary<(string Truth, string? Label), int> cells = [];
        foreach (var row in rows)
        {
            Counts[row.Status]++;
            if (row.Score is { } score) Histogram[row.Status][BinOf(score)]++;
            if (row.Truth is not { } truth) continue;
            var cell = (truth, row.Error is null ? row.Label : null);
            cells[cell] = cells.GetValueOrDefault(cell) + 1;
            Labelled++;
        }
        IsMatrix = cells.Keys.SelectMany(cell => (string?[])[cell.Truth, cell.Label]).OfType<string>().Distinct().Count() <= MaxLabels;
        Cells =
        [
            .. cells.Select(cell => new ConfusionCell(cell.Key.Truth, cell.Key.Label, cell.Value))
                .Where(cell => IsMatrix || (cell.Label is not null && cell.Label != cell.Truth))
                .OrderByDescending(cell => cell.Count).ThenBy(cell => cell.Truth, StringComparer.Ordinal).ThenBy(cell => cell.Label, StringComparer.Ordinal)
                .Take(IsMatrix ? int.MaxValue : MaxConfusions),
        ];
    }

    /// <summary>The rows of each <see cref="RowStatus"/>.</summary>
    public Dictionary<RowStatus, int> Counts { get; } = Enum.GetValues<RowStatus>().ToDictionary(status => status, _ => 0);

    /// <summary>For each <see cref="RowStatus"/>, the rows in each interval of scores.</summary>
    public Dictionary<RowStatus, int[]> Histogram { get; } = Enum.GetValues<RowStatus>().ToDictionary(status => status, _ => new int[Bins]);

    /// <summary>The rows with a truth, also those that failed.</summary>
    public int Labelled { get; }

    /// <summary>Whether <see cref="Cells"/> are a whole matrix: there are at most <see cref="MaxLabels"/> classes.</summary>
    public bool IsMatrix { get; }

    /// <summary>
    /// The confusion matrix without its zeros: of the images of a class, how many got which; largest first. Of more classes, the most frequent confusions alone.
    /// </summary>
    public IReadOnlyList<ConfusionCell> Cells { get; }

    /// <summary>The interval of a score, whose edges are those of a filter for it.</summary>
    private static int BinOf(float score)
    {
        var bin = Math.Min((int)(score * Bins), Bins - 1);
        if (score < (float)bin / Bins) return bin - 1;                                // the product was rounded up
        return bin < Bins - 1 && score >= (float)(bin + 1) / Bins ? bin + 1 : bin;
    }
}

/// <summary>A cell of a confusion matrix.</summary>
/// <param name="Truth">The class that the folder names.</param>
/// <param name="Label">The best class; null for images that failed.</param>
/// <param name="Count">The images.</param>
internal readonly record struct ConfusionCell(string Truth, string? Label, int Count);
