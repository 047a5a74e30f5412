using System.Text.RegularExpressions;

namespace FrequencyML.Benchmarks.Reports;

/// <summary>Tables between two comments of Markdown that name them, so that a page can show a table of the report.</summary>
internal static partial class MarkedTables
{
    /// <summary>The lines with their marks.</summary>
    public static IEnumerable<string> Mark(string name, IEnumerable<string> lines) => [$"<!-- benchmark: {name} -->", .. lines, "<!-- /benchmark -->"];

    /// <summary>The marked tables of a text.</summary>
    /// <returns>Lines by name.</returns>
    /// <exception cref="InvalidDataException">A name stands twice, or a mark has no partner.</exception>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        var tables = new Dictionary<string, string>();
        foreach (Match match in Marked().Matches(text))
            if (!tables.TryAdd(match.Groups["name"].Value, match.Groups["body"].Value.ReplaceLineEndings("\n")))
                throw new InvalidDataException($"There are two tables '{match.Groups["name"].Value}'.");
        if (Marks().Count(text) != 2 * tables.Count) throw new InvalidDataException("A mark has no partner; expected <!-- benchmark: name -->, a table, <!-- /benchmark -->.");
        return tables;
    }

    /// <summary>Gives each marked table of a page the lines that the report has under its name.</summary>
    /// <param name="page">The page; all but its marked tables stays as it is, line ends included.</param>
    /// <param name="tables">Lines by name, as <see cref="Read"/> gives them.</param>
    /// <param name="report">Is told which table of the page the report does not have; it stays as it is.</param>
    /// <exception cref="InvalidDataException">As for <see cref="Read"/>.</exception>
    public static string Replace(string page, IReadOnlyDictionary<string, string> tables, Action<string> report)
    {
        foreach (var missing in Read(page).Keys.Except(tables.Keys)) report($"The report has no table '{missing}'; it stays as it was.");
        var newLine = page.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return Marked().Replace(page, match => tables.TryGetValue(match.Groups["name"].Value, out var body)
            ? match.Groups["begin"].Value + body.ReplaceLineEndings(newLine) + match.Groups["end"].Value
            : match.Value);
    }

    [GeneratedRegex(@"(?<begin>^<!-- benchmark: (?<name>[a-z0-9-]+) -->\r?\n)(?<body>(?:(?!<!-- ).*\r?\n)*?)(?<end><!-- /benchmark -->)", RegexOptions.Multiline)]
    private static partial Regex Marked();

    [GeneratedRegex("^<!-- (benchmark: |/benchmark )", RegexOptions.Multiline)]
    private static partial Regex Marks();
}
