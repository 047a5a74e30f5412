namespace FrequencyML.Benchmarks.Reports;

/// <summary>Where benchmarks write what they find: Markdown, block after block with an empty line between.</summary>
/// <param name="writer">The console, or the text of a file.</param>
internal sealed class Report(TextWriter writer)
{
    private bool isEmpty = true;

    /// <summary>Writes a heading.</summary>
    public void Heading(int level, string text) => Block([$"{new string('#', level)} {text}"]);

    /// <summary>Writes one or more paragraphs of Markdown.</summary>
    public void Text(string text) => Block(text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));

    /// <summary>Writes a table.</summary>
    /// <param name="table">At least one column.</param>
    /// <param name="mark">The name by which README.md can show the same table; null for none.</param>
    public void Table(Table table, string? mark = null) => Table(table.Lines(), mark);

    /// <summary>Writes the lines of a table that another program made.</summary>
    public void Table(IEnumerable<string> lines, string? mark = null) => Block(mark is null ? lines : MarkedTables.Mark(mark, lines));

    private void Block(IEnumerable<string> lines)
    {
        if (!isEmpty) writer.WriteLine();
        foreach (var line in lines) writer.WriteLine(line);
        writer.Flush();
        isEmpty = false;
    }
}
