using System.Globalization;

namespace FrequencyML.Training.Reports;

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

    /// <summary>In the order of the command line; the name without dashes is one that no option sets.</summary>
    private static readonly (string Option, Func<TrainingSettings, object?> Value)[] Fields =
    [
        ("--network", settings => settings.Network),
        ("--width", settings => settings.Width),
        ("--depths", settings => settings.Depths is { } depths ? string.Join(' ', depths) : null),
        ("--squeeze-excitation", settings => settings.SqueezeExcitation),
        ("--input", settings => settings.Input),
        ("--channels", settings => settings.Selection),
        ("--resize", settings => settings.Resize),
        ("--crop", settings => settings.Crop),
        ("--kernel", settings => settings.Kernel),
        ("--chroma-filter", settings => settings.ChromaFilter),
        ("--first-crop", settings => settings.FirstCrop),
        ("--min-area", settings => settings.Augmentation.MinArea),
        ("--max-aspect", settings => settings.Augmentation.MaxAspect),
        ("--no-mirror", settings => !settings.Augmentation.Mirror),
        ("--brightness", settings => settings.Augmentation.Brightness),
        ("--contrast", settings => settings.Augmentation.Contrast),
        ("--saturation", settings => settings.Augmentation.Saturation),
        ("--mixup", settings => settings.MixUp),
        ("--cutmix", settings => settings.CutMix),
        ("--gate", settings => settings.Gate),
        ("--lambda", settings => settings.Lambda),
        ("--target-channels", settings => settings.TargetChannels),
        ("--temperature", settings => settings.Temperature),
        ("--gate-learning-rate-factor", settings => settings.GateLearningRateFactor),
        ("--epochs", settings => settings.Epochs),
        ("--batch", settings => settings.BatchSize),
        ("--optimizer", settings => settings.Optimizer),
        ("--learning-rate", settings => settings.LearningRate),
        ("--warm-up", settings => settings.WarmUpEpochs),
        ("--momentum", settings => settings.Momentum),
        ("--weight-decay", settings => settings.WeightDecay),
        ("--label-smoothing", settings => settings.LabelSmoothing),
        ("--average-decay", settings => settings.AverageDecay),
        ("--clip-norm", settings => settings.ClipNorm),
        ("--precision", settings => settings.Precision),
        ("--seed", settings => settings.Seed),
    ];

    /// <summary>Every setting of a run.</summary>
    public static IReadOnlyList<Setting> Of(TrainingSettings settings)
    {
        var defaults = new TrainingSettings();
        return [.. Fields.Select(field => new Setting(
            field.Option, Text(field.Value(settings)), Text(field.Value(defaults)), IsFlag: field.Value(defaults) is bool))];
    }

    /// <summary>
    /// The command line of a run, with the options that differ from the defaults. Where the images are is not in a run: DATA, VALIDATION and
    /// RUN stand for their folders.
    /// </summary>
    /// <returns>Options, each with its values.</returns>
    public static IReadOnlyList<string[]> Options(TrainingRun run) =>
    [
        ["--data", "DATA"], ["--validation", "VALIDATION"], ["--output", "RUN"], ["--training-data", run.TrainingData],
        .. Of(run.Settings).Where(setting => setting.IsChanged && setting.Option.StartsWith("--", StringComparison.Ordinal)).Select(Words),
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
        _ => value.ToString(),
    };

    private static string Quote(string word) => word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || "-_.,:/%+=".Contains(character))
        ? word
        : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
