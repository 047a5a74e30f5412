using System.CommandLine;
using FrequencyML.Shared;

namespace FrequencyML.Training.Commands;

/// <summary>The options that set one field each of <see cref="TrainingSettings"/>; those that are not given leave it as it is.</summary>
internal sealed class SettingOptions
{
    private static readonly TrainingSettings Defaults = new();

    private readonly List<(Option Option, Func<ParseResult, TrainingSettings, TrainingSettings> Apply)> entries = [];

    public SettingOptions()
    {
        Choice("--network", "The trunk.", Defaults.Network, (settings, value) => settings with { Network = value });
        Value("--width", "The width of a ResNet's first stage.", Defaults.Width, (settings, value) => settings with { Width = value });
        Add(
            new Option<int[]>("--depths") { Description = "The blocks of each stage of a ResNet, for instance 2 2 2 2.", AllowMultipleArgumentsPerToken = true },
            (settings, value) => settings with { Depths = value });
        Flag("--squeeze-excitation", "Weigh the channels of every block.", (settings, value) => settings with { SqueezeExcitation = value });
        Choice(
            "--input", "What the trunk sees: selected channels, or pixels by way of a stem.", Defaults.Input,
            (settings, value) => settings with { Input = value, Selection = value == NetworkInput.Rgb ? "192" : settings.Selection });
        Add(
            new Option<string>("--channels", "--selection")
            {
                Description = "The channels: 6, 24, 32, 48, 64, 192, low:y,cb,cr, a list, or a file that select wrote.",
                DefaultValueFactory = _ => Defaults.Selection,
            },
            (settings, value) => settings with { Selection = SelectionFile.Parse(value).ToString() });
        Value("--resize", "The short side after resizing, in pixels.", Defaults.Resize, (settings, value) => settings with { Resize = value });
        Value("--crop", "The centre crop, in pixels; a multiple of 8.", Defaults.Crop, (settings, value) => settings with { Crop = value });
        Choice("--kernel", "The resize kernel.", Defaults.Kernel, (settings, value) => settings with { Kernel = value });
        Choice("--chroma-filter", "What is done to chroma after the crop.", Defaults.ChromaFilter, (settings, value) => settings with { ChromaFilter = value });
        Add(
            new Option<int?>("--first-crop") { Description = "Begin with training crops of this side, which grow to --crop." },
            (settings, value) => settings with { FirstCrop = value });
        Augment("--min-area", "The smallest share of an image's area that a training crop covers.", Defaults.Augmentation.MinArea, (to, value) => to with { MinArea = value });
        Augment("--max-aspect", "The largest ratio of a training crop's sides.", Defaults.Augmentation.MaxAspect, (to, value) => to with { MaxAspect = value });
        Flag("--no-mirror", "Do not mirror training images.", (settings, value) => settings with { Augmentation = settings.Augmentation with { Mirror = !value } });
        Augment("--brightness", "How far training images are brightened or darkened.", 0.0, (to, value) => to with { Brightness = value });
        Augment("--contrast", "How far their contrast is changed.", 0.0, (to, value) => to with { Contrast = value });
        Augment("--saturation", "How far their chroma is changed.", 0.0, (to, value) => to with { Saturation = value });
        Value("--mixup", "The Beta parameter of mixup; 0 for none.", Defaults.MixUp, (settings, value) => settings with { MixUp = value });
        Value("--cutmix", "The Beta parameter of cutmix; 0 for none.", Defaults.CutMix, (settings, value) => settings with { CutMix = value });
        var gate = CommandLine.Choice("--gate", "A gate before the trunk; hard, if none is named.", GateKind.None);
        gate.Arity = ArgumentArity.ZeroOrOne;
        // Without a value no parser is asked, and the default would be taken.
        entries.Add((gate, (parsed, settings) => settings with { Gate = parsed.GetResult(gate)!.Tokens.Count == 0 ? GateKind.Hard : parsed.GetValue(gate) }));
        Value("--lambda", "The loss of one open channel.", Defaults.Lambda, (settings, value) => settings with { Lambda = value });
        Add(
            new Option<double?>("--target-channels") { Description = "Steer lambda so that this many channels are open on average." },
            (settings, value) => settings with { TargetChannels = value });
        Value("--temperature", "The temperature of the gate's Gumbel-softmax.", Defaults.Temperature, (settings, value) => settings with { Temperature = value });
        Value(
            "--gate-learning-rate-factor", "How much faster the gate's last layer learns.", Defaults.GateLearningRateFactor,
            (settings, value) => settings with { GateLearningRateFactor = value });
        Value("--epochs", "Passes over the images.", Defaults.Epochs, (settings, value) => settings with { Epochs = value });
        Value("--batch", "Images per step.", Defaults.BatchSize, (settings, value) => settings with { BatchSize = value });
        Choice("--optimizer", "SGD with Nesterov momentum, or AdamW.", Defaults.Optimizer, (settings, value) => settings with { Optimizer = value });
        Value("--learning-rate", "The highest learning rate.", Defaults.LearningRate, (settings, value) => settings with { LearningRate = value });
        Value("--warm-up", "The epochs until it is reached.", Defaults.WarmUpEpochs, (settings, value) => settings with { WarmUpEpochs = value });
        Value("--weight-decay", "The decay of the weights.", Defaults.WeightDecay, (settings, value) => settings with { WeightDecay = value });
        Value("--label-smoothing", "The share of the loss spread over all classes.", Defaults.LabelSmoothing, (settings, value) => settings with { LabelSmoothing = value });
        Value("--average-decay", "The decay of the moving average of the weights; 0 for none.", Defaults.AverageDecay, (settings, value) => settings with { AverageDecay = value });
        Value("--clip-norm", "The largest norm of the gradients; 0 for no limit.", Defaults.ClipNorm, (settings, value) => settings with { ClipNorm = value });
        Choice("--precision", "Of activations and gradients.", Defaults.Precision, (settings, value) => settings with { Precision = value });
        Value("--seed", "Of weights, batches, augmentation and gate noise.", Defaults.Seed, (settings, value) => settings with { Seed = value });
    }

    public IEnumerable<Option> All => entries.Select(entry => entry.Option);

    /// <summary>The settings with what the command line gives.</summary>
    /// <exception cref="FormatException">The selection is none.</exception>
    public TrainingSettings Apply(ParseResult parsed, TrainingSettings settings)
    {
        foreach (var (option, apply) in entries)
            if (parsed.GetResult(option) is { Implicit: false }) settings = apply(parsed, settings);
        return settings;
    }

    /// <summary>The settings that a line of options gives.</summary>
    /// <exception cref="FormatException">An option is unknown or wrong.</exception>
    public TrainingSettings Parse(string line)
    {
        var command = new Command("options");
        foreach (var option in All) command.Options.Add(option);
        var parsed = command.Parse(line, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.UnmatchedTokens is [var unknown, ..]) throw new FormatException($"'{unknown}' is no option of train, in '{line}'.");
        if (parsed.Errors is [var error, ..]) throw new FormatException($"{error.Message} It is in '{line}'.");
        return Apply(parsed, new TrainingSettings());
    }

    private void Add<T>(Option<T> option, Func<TrainingSettings, T, TrainingSettings> set) =>
        entries.Add((option, (parsed, settings) => set(settings, parsed.GetValue(option)!)));

    private void Value<T>(string name, string description, T value, Func<TrainingSettings, T, TrainingSettings> set) =>
        Add(CommandLine.Option(name, description, value), set);

    private void Choice<T>(string name, string description, T value, Func<TrainingSettings, T, TrainingSettings> set)
        where T : struct, Enum => Add(CommandLine.Choice(name, description, value), set);

    private void Flag(string name, string description, Func<TrainingSettings, bool, TrainingSettings> set) =>
        Add(new Option<bool>(name) { Description = description }, set);

    private void Augment(string name, string description, double value, Func<Data.AugmentationSettings, double, Data.AugmentationSettings> set) =>
        Value(name, description, value, (settings, number) => settings with { Augmentation = set(settings.Augmentation, number) });
}
