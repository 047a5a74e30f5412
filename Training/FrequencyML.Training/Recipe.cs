using System.Text.Json;
using FrequencyML.Training.Commands;

namespace FrequencyML.Training;

/// <summary>One setting that is not at its default.</summary>
/// <param name="Option">The option of <c>train</c> that sets it; null where none does, and <paramref name="Name"/> says which it is.</param>
/// <param name="Name">Its name in <c>run.json</c>.</param>
/// <param name="Value">As the option takes it; empty for an option without a value.</param>
/// <param name="Default">The default in the same form.</param>
internal sealed record ChangedSetting(string? Option, string Name, string Value, string Default);

/// <summary>How a run was made, in the words of the command line.</summary>
internal static class Recipe
{
    // Options are named as settings are, with few exceptions.
    private static readonly Dictionary<string, string> OptionNames = new()
    {
        ["selection"] = "--channels",
        ["batch_size"] = "--batch",
        ["warm_up_epochs"] = "--warm-up",
        ["mix_up"] = "--mixup",
        ["cut_mix"] = "--cutmix",
        ["mirror"] = "--no-mirror",
    };

    /// <summary>The settings that differ from their defaults, in the order of <c>run.json</c>.</summary>
    public static IReadOnlyList<ChangedSetting> Changes(TrainingSettings settings)
    {
        var known = new SettingOptions().All.Select(option => option.Name).ToHashSet();
        var defaults = Flatten(new TrainingSettings()).ToDictionary(setting => setting.Name, setting => setting.Value);
        return [.. Flatten(settings).Where(setting => Text(setting) != Text((setting.Name, defaults[setting.Name]))).Select(setting =>
        {
            var option = OptionNames.GetValueOrDefault(setting.Name, "--" + setting.Name.Replace('_', '-'));
            return new ChangedSetting(
                known.Contains(option) ? option : null, setting.Name,
                Text(setting), Text((setting.Name, defaults[setting.Name])));
        })];
    }

    /// <summary>The options of <c>train</c> that give these settings, with a leading space before each.</summary>
    public static string Options(TrainingSettings settings) => string.Concat(Changes(settings).Where(change => change.Option is not null).Select(change =>
        change.Value is "true" or "false" ? $" {change.Option}" : $" {change.Option} {change.Value}"));

    private static IEnumerable<(string Name, JsonElement Value)> Flatten(TrainingSettings settings) =>
        JsonSerializer.SerializeToElement(settings, TrainingRun.Json).EnumerateObject().SelectMany(setting => setting.Value.ValueKind == JsonValueKind.Object
            ? setting.Value.EnumerateObject().Select(inner => (inner.Name, inner.Value))
            : [(setting.Name, setting.Value)]);

    private static string Text((string Name, JsonElement Value) setting) => setting.Value.ValueKind switch
    {
        JsonValueKind.String when setting.Name == "selection" => setting.Value.GetString()!,
        JsonValueKind.String => setting.Value.GetString()!.Replace("_", "", StringComparison.Ordinal),   // an enumeration's name
        JsonValueKind.Array => string.Join(' ', setting.Value.EnumerateArray().Select(number => number.GetRawText())),
        JsonValueKind.Null => "",
        _ => setting.Value.GetRawText(),
    };
}
