using System.Globalization;

namespace FrequencyML.Transforms.Internal;

/// <summary>
/// The text in which a saved model keeps the options of a step: <c>name=value</c> pairs separated by <c>;</c>, in any order. A name that is
/// absent means its default, so that a model saved before an option existed keeps its meaning.
/// </summary>
internal sealed class OptionsText
{
    private readonly string text;
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Splits a text.</summary>
    /// <param name="text">The pairs.</param>
    /// <param name="names">The names that may occur.</param>
    /// <exception cref="FormatException">A name is unknown or given twice.</exception>
    public OptionsText(string text, params string[] names)
    {
        ArgumentNullException.ThrowIfNull(text);
        this.text = text;
        foreach (var pair in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = pair.Split('=', 2);
            if (parts.Length < 2 || !names.Contains(parts[0]))
                throw new FormatException($"'{pair}' is not an option; expected name=value with a name of {string.Join(", ", names)}.");
            if (!values.TryAdd(parts[0], parts[1])) throw new FormatException($"Option {parts[0]} is given twice in '{text}'.");
        }
    }

    /// <summary>Whether an option is given.</summary>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>The value of an option, or what its absence means.</summary>
    /// <exception cref="FormatException">The value cannot be read; the message names the option.</exception>
    public T Read<T>(string name, T absent, Func<string, T> parse) => Has(name) ? Read(name, parse) : absent;

    /// <summary>The value of an option that has to be there.</summary>
    /// <exception cref="FormatException">It is absent or cannot be read; the message names the option.</exception>
    public T Read<T>(string name, Func<string, T> parse)
    {
        if (!values.TryGetValue(name, out var value)) throw new FormatException($"Option {name} is missing in '{text}'.");
        try
        {
            return parse(value);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw new FormatException($"Option {name}={value}: {error.Message}", error);
        }
    }

    public static int ParseInt32(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    public static long ParseInt64(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    public static T ParseName<T>(string text) where T : struct, Enum => Enum.GetNames<T>().Contains(text)
        ? Enum.Parse<T>(text)
        : throw new FormatException($"expected {string.Join(" or ", Enum.GetNames<T>())}.");

    /// <summary>Numbers separated by commas; <see cref="Format(IEnumerable{float})"/> writes them.</summary>
    public static float[] ParseSingles(string text) =>
        [.. text.Split(',').Select(part => float.Parse(part, NumberStyles.Float, CultureInfo.InvariantCulture))];

    /// <inheritdoc cref="ParseSingles"/>
    public static int[] ParseInt32s(string text) => [.. text.Split(',').Select(ParseInt32)];

    /// <summary>Numbers with all the digits they have.</summary>
    public static string Format(IEnumerable<float> numbers) => string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));

    /// <inheritdoc cref="Format(IEnumerable{float})"/>
    public static string Format(IEnumerable<int> numbers) => string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
