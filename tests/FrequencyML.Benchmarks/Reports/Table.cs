using System.Globalization;

namespace FrequencyML.Benchmarks.Reports;

/// <summary>A table in Markdown.</summary>
/// <param name="columns">Their headings; one that ends with a colon is aligned to the right, as Markdown's <c>---:</c> is.</param>
internal sealed class Table(params string[] columns)
{
    private readonly List<string[]> rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One for each column.</param>
    /// <exception cref="ArgumentException">There are more or less.</exception>
    public void Add(params string[] cells)
    {
        if (cells.Length != columns.Length) throw new ArgumentException($"The row has {cells.Length} cells; expected {columns.Length}: {string.Join(", ", cells)}.");
        rows.Add(cells);
    }

    /// <summary>A line each for the headings, their alignment and the rows.</summary>
    public IEnumerable<string> Lines()
    {
        yield return Line(columns.Select(column => column.TrimEnd(':')));
        yield return $"|{string.Join("|", columns.Select(column => column.EndsWith(':') ? "---:" : "---"))}|";
        foreach (var row in rows) yield return Line(row);
    }

    /// <summary>A number for a cell.</summary>
    public static string Number(double value, int digits = 0) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);

    private static string Line(IEnumerable<string> cells) => string.Concat(cells.Select(cell => cell.Length == 0 ? "| " : $"| {cell} ")) + "|";
}
