namespace FrequencyML.Scoring.Tests;

/// <summary>Reads CSV with an independent parser of a few lines: quotes, doubled quotes, line feeds inside quotes.</summary>
internal static class CsvFile
{
    /// <param name="text">The file.</param>
    /// <param name="keepsReturns">Whether lines end with a line feed alone, and a carriage return is part of its cell.</param>
    public static List<Dictionary<string, string>> Parse(string text, bool keepsReturns = false)
    {
        var records = new List<List<string>> { new() { "" } };
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var fields = records[^1];
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"') fields[^1] += text[i++];
            else if (text[i] == '"') quoted = !quoted;
            else if (quoted) fields[^1] += text[i];
            else if (text[i] == ',') fields.Add("");
            else if (text[i] == '\n') records.Add([""]);
            else if (keepsReturns || text[i] != '\r') fields[^1] += text[i];
        }
        return [.. records[1..^1].Select(record => records[0].Zip(record).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
