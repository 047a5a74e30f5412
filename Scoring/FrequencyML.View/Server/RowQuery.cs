using System.Globalization;
using FrequencyML.View.Results;
using Microsoft.AspNetCore.Http;

namespace FrequencyML.View.Server;

/// <summary>Filter and order in the query of an address: the names and values that the page has in its own.</summary>
internal static class RowQuery
{
    /// <summary>Reads a filter; a parameter that is not there, or empty, filters nothing.</summary>
    /// <exception cref="FormatException">A value cannot be read; the message names the parameter.</exception>
    public static RowFilter Filter(IQueryCollection query) => new()
    {
        Label = Text(query, "label"),
        Truth = Text(query, "truth"),
        Status = Choice<RowStatus>(query, "status"),
        Min = Score(query, "min"),
        Max = Score(query, "max"),
        Path = Text(query, "path"),
        Error = Text(query, "error"),
    };

    /// <summary>Reads an order; the default is by row numbers, ascending.</summary>
    /// <exception cref="FormatException">A value cannot be read; the message names the parameter.</exception>
    public static RowOrder Order(IQueryCollection query) => new(
        Choice<RowKey>(query, "sort") ?? RowKey.Row,
        Text(query, "order") switch
        {
            null or "asc" => false,
            "desc" => true,
            var other => throw new FormatException($"order is '{other}'; expected asc or desc."),
        });

    /// <summary>Reads a whole number.</summary>
    /// <exception cref="FormatException">It is none, or out of its range.</exception>
    public static int Number(IQueryCollection query, string name, int value, int largest) => Text(query, name) switch
    {
        null => value,
        var text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= largest
            ? number
            : throw new FormatException($"{name} is '{text}'; expected 0 to {largest}."),
    };

    private static string? Text(IQueryCollection query, string name) => query[name] switch
    {
        { Count: > 1 } => throw new FormatException($"{name} is there more than once."),
        [{ Length: > 0 } text] => text,
        _ => null,
    };

    private static float? Score(IQueryCollection query, string name) => Text(query, name) switch
    {
        null => null,
        var text => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && float.IsFinite(score)
            ? score
            : throw new FormatException($"{name} is '{text}'; expected a score from 0 to 1."),
    };

    private static T? Choice<T>(IQueryCollection query, string name)
        where T : struct, Enum
    {
        if (Text(query, name) is not { } text) return null;
        foreach (var choice in Enum.GetValues<T>())                                   // by name only: Enum.Parse would take its number too
            if (choice.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)) return choice;
        throw new FormatException($"{name} is '{text}'; expected one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
    }
}
