using System.Collections;
using System.Globalization;

namespace FrequencyML.Training;

/// <summary>One setting of a run.</summary>
/// <param name="Option">The option of <c>frequencyml-train train</c> that sets it.</param>
/// <param name="Value">As on the command line; null where it is left out.</param>
/// <param name="Default">What it is without the option; null for nothing.</param>
/// <param name="IsFlag">Whether the option stands for itself, with no value.</param>
internal sealed record Setting(string Option, string? Value, string? Default, bool IsFlag)
{
    public bool IsChanged => Value != Default;
}

/// <summary>The settings of a run as the options that give them.</summary>
internal static class SettingsListing
{
    private const string On = "on", Off = "off";

    /// <summary>Every setting of a run.</summary>
    public static IReadOnlyList<Setting> Of(TrainingSettings settings)
    {
        var defaults = new TrainingSettings();
        return [.. new SettingOptions().All.Select(setting => new Setting(
            setting.Option.Name, Text(setting.Get(settings)), Text(setting.Get(defaults)), IsFlag: setting.Get(defaults) is bool))];
    }

    /// <summary>
    /// The command line of a run, with the options that differ from the defaults. Where the images are is not in a run: DATA, VALIDATION and
    /// RUN stand for their folders.
    /// </summary>
    /// <returns>Options, each with its values.</returns>
    public static IReadOnlyList<string[]> Options(TrainingRun run) =>
    [
        ["--data", "DATA"], .. run.HasValidationFolder ? [["--validation", "VALIDATION"]] : (string[][])[], ["--output", "RUN"],
        ["--training-data", run.TrainingData],
        .. Of(run.Settings).Where(setting => setting.IsChanged).Select(Words),
    ];

    /// <summary>The same as one command of a POSIX shell, an option a line.</summary>
    public static string Command(TrainingRun run) =>
        string.Join(" \\\n  ", Options(run).Select(option => string.Join(' ', option.Select(Quote))).Prepend("frequencyml-train train"));

    private static string[] Words(Setting setting) => setting.IsFlag ? [setting.Option]
        : setting.Option == "--depths" ? [setting.Option, .. (setting.Value ?? "").Split(' ')]
        : [setting.Option, setting.Value ?? ""];

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool flag => flag ? On : Off,
        Enum choice => choice.ToString().ToLowerInvariant(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        string text => text,
        IEnumerable list => string.Join(' ', list.Cast<object>()),
        _ => value.ToString(),
    };

    private static string Quote(string word) => word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || "-_.,:/%+=".Contains(character))
        ? word
        : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
