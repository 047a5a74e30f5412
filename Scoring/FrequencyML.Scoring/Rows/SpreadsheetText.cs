namespace FrequencyML.Scoring.Rows;

/// <summary>
/// Text cells that no spreadsheet takes for a formula: where one begins with <c>= + - @</c>, in either width, or a tab, a line break or NUL, an apostrophe goes
/// in front of it, and, so that this can be undone, where it begins with an apostrophe too. The characters are those of OWASP, "CSV Injection", and of its
/// ASVS, 1.2.10.
/// </summary>
internal static class SpreadsheetText
{
    private const char Mark = '\'';

    /// <summary>The cell for a text.</summary>
    public static string Protect(string text) => text.Length > 0 && NeedsMark(text[0]) ? Mark + text : text;

    /// <summary>The text of a cell.</summary>
    public static string Restore(string cell) => cell.Length > 0 && cell[0] == Mark ? cell[1..] : cell;

    private static bool NeedsMark(char first) =>
        first is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '\t' or '\r' or '\n' or '\0' or Mark;
}
