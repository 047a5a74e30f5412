using System.Globalization;
using System.Text;
using FrequencyML.Models;

namespace FrequencyML.Scoring.Rows;

/// <summary>
/// The best classes as one cell: <c>label:score</c>, best first, separated by semicolons. A backslash, a semicolon or a colon of a label has a backslash in
/// front.
/// </summary>
internal static class TopList
{
    /// <summary>Writes the cell.</summary>
    public static string Format(IReadOnlyList<ScoredLabel> top)
    {
        var text = new StringBuilder();
        foreach (var (label, score) in top)
        {
            if (text.Length > 0) text.Append(';');
            foreach (var character in label)
            {
                if (character is '\\' or ';' or ':') text.Append('\\');
                text.Append(character);
            }
            text.Append(CultureInfo.InvariantCulture, $":{score}");
        }
        return text.ToString();
    }

    /// <summary>Reads a cell.</summary>
    /// <exception cref="FormatException">It is no such list.</exception>
    public static ScoredLabel[] Parse(string cell)
    {
        if (cell.Length == 0) return [];
        var top = new List<ScoredLabel>();
        for (var next = 0; next >= 0;) top.Add(Entry(cell, ref next));
        return [.. top];
    }

    /// <summary>Reads the entry at a place, and moves that to the entry after it, or to -1.</summary>
    private static ScoredLabel Entry(string cell, ref int next)
    {
        var label = new StringBuilder();
        for (; next < cell.Length && cell[next] is not (':' or ';'); next++)
        {
            if (cell[next] == '\\' && ++next == cell.Length) break;
            label.Append(cell[next]);
        }
        var score = next < cell.Length && cell[next] == ':' ? cell.AsSpan(next + 1) : [];
        var end = score.IndexOf(';');
        next = end < 0 ? -1 : next + end + 2;
        if (end >= 0) score = score[..end];
        return float.TryParse(score, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? new(label.ToString(), value)
            : throw new FormatException("its top_k is no list of label:score");
    }
}
