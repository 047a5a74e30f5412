using System.Globalization;
using FrequencyML.Dct;
using FrequencyML.Shared;

namespace FrequencyML.Scoring;

/// <summary>Limits as text: <c>MaxPixels=200000000</c>, by the names of <see cref="InputLimits"/>'s properties.</summary>
internal static class LimitText
{
    private static readonly Dictionary<string, Func<InputLimits, long, InputLimits>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(InputLimits.MaxPixels)] = (limits, value) => limits with { MaxPixels = value },
        [nameof(InputLimits.MaxCoefficientBytes)] = (limits, value) => limits with { MaxCoefficientBytes = value },
        [nameof(InputLimits.MaxScans)] = (limits, value) => limits with { MaxScans = checked((int)value) },
        [nameof(InputLimits.MaxFileLength)] = (limits, value) => limits with { MaxFileLength = checked((int)value) },
        [nameof(InputLimits.MaxArchiveEntries)] = (limits, value) => limits with { MaxArchiveEntries = value },
        [nameof(InputLimits.MaxMetadataLength)] = (limits, value) => limits with { MaxMetadataLength = checked((int)value) },
    };

    /// <summary>The names, for messages and help.</summary>
    public static string Names { get; } = string.Join(", ", Known.Keys);

    /// <summary>Reads limits; those that are not named keep their defaults.</summary>
    /// <param name="texts"><c>name=value</c>, each a limit; of two for one the last stands.</param>
    /// <exception cref="FormatException">No such limit, or no number in its range.</exception>
    public static InputLimits Parse(IEnumerable<string> texts) => texts.Aggregate(InputLimits.Default, Apply);

    private static InputLimits Apply(InputLimits limits, string text)
    {
        if (text.Split('=', 2) is not [var name, var number] || !Known.TryGetValue(name, out var apply) || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            throw new FormatException($"'{text}' is no limit; expected name=number, with one of {Names}.");
        try
        {
            return apply(limits, value);
        }
        catch (Exception error) when (error is ArgumentOutOfRangeException or OverflowException)
        {
            throw new FormatException(error is OverflowException ? $"{name} is {value}; expected less." : ErrorText.Of(error), error);
        }
    }
}
