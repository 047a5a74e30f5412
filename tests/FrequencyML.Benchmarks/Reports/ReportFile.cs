namespace FrequencyML.Benchmarks.Reports;

/// <summary>The text of a report: a head, and sections that begin with a heading of the second level.</summary>
internal static class ReportFile
{
    private const string Heading = "## ";

    /// <summary>Puts sections that were written anew into a report.</summary>
    /// <param name="old">The report so far; empty if there is none.</param>
    /// <param name="head">All that comes before the first section.</param>
    /// <param name="written">The new sections by their titles, each with its heading.</param>
    /// <param name="order">The titles of all benchmarks. Other sections of <paramref name="old"/>, such as remarks written by hand, stay behind those.</param>
    public static string Merge(string old, string head, IReadOnlyDictionary<string, string> written, IReadOnlyList<string> order)
    {
        var sections = Sections(old);
        var kept = sections.Keys.Where(title => !order.Contains(title)).ToArray();
        foreach (var (title, text) in written) sections[title] = text;
        var texts = order.Where(sections.ContainsKey).Concat(kept).Select(title => sections[title]);
        return string.Join("\n", texts.Prepend(head).Select(text => text.ReplaceLineEndings("\n").Trim('\n') + "\n"));
    }

    /// <summary>The sections of a report by title, each with its heading.</summary>
    public static Dictionary<string, string> Sections(string report)
    {
        var sections = new Dictionary<string, string>();
        string? title = null;
        var isCode = false;
        foreach (var line in report.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            if (!isCode && line.StartsWith(Heading, StringComparison.Ordinal))
            {
                title = line[Heading.Length..];
                if (!sections.TryAdd(title, "")) throw new InvalidDataException($"The report has two sections '{title}'.");
            }
            if (title is not null) sections[title] += line + "\n";
        }
        return sections;
    }
}
