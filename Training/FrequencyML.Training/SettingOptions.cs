using System.CommandLine;
using FrequencyML.Shared;
using FrequencyML.Training.Data;

namespace FrequencyML.Training;

/// <summary>One field of <see cref="TrainingSettings"/> and the option that sets it.</summary>
/// <param name="Option">The option.</param>
/// <param name="Set">The settings with what a command line gives.</param>
/// <param name="Get">The field's value.</param>
internal sealed record SettingOption(Option Option, Func<ParseResult, TrainingSettings, TrainingSettings> Set, Func<TrainingSettings, object?> Get);

/// <summary>The options of a training run: the one table for parsing, reports and the command that reproduces a run.</summary>
internal sealed class SettingOptions
{
    private static readonly TrainingSettings Defaults = new();

    private readonly List<SettingOption> all = [];

    public SettingOptions()
    {
        Choice("--network", "The trunk.", settings => settings.Network, (settings, value) => settings with { Network = value });
        Value("--width", "The width of a ResNet's first stage.", settings => settings.Width, (settings, value) => settings with { Width = value });
        Add(
            new Option<int[]>("--depths") { Description = "The blocks of each stage of a ResNet, for instance 2 2 2 2.", AllowMultipleArgumentsPerToken = true },
            settings => settings.Depths, (settings, value) => settings with { Depths = value });
        Value(
            "--squeeze-excitation", "Weigh the channels of every block.", settings => settings.SqueezeExcitation,
            (settings, value) => settings with { SqueezeExcitation = value });
        Choice(
            "--input", "What the trunk sees: selected channels, or pixels by way of a stem.", settings => settings.Input,
            (settings, value) => settings with { Input = value, Selection = value == NetworkInput.Rgb ? "192" : settings.Selection });
        Add(
            new Option<string>("--channels", "--selection")
            {
                Description = "The channels: 6, 24, 32, 48, 64, 192, low:y,cb,cr, a list, or a file that select wrote.",
                DefaultValueFactory = _ => Defaults.Selection,
            },
            settings => settings.Selection, (settings, value) => settings with { Selection = SelectionFile.Parse(value).ToString() });
        Value("--resize", "The short side after resizing, in pixels.", settings => settings.Resize, (settings, value) => settings with { Resize = value });
        Value("--crop", "The centre crop, in pixels; a multiple of 8.", settings => settings.Crop, (settings, value) => settings with { Crop = value });
        Choice("--kernel", "The resize kernel.", settings => settings.Kernel, (settings, value) => settings with { Kernel = value });
        Choice(
            "--chroma-filter", "What is done to chroma after the crop.", settings => settings.ChromaFilter,
            (settings, value) => settings with { ChromaFilter = value });
        Value(
            "--first-crop", "Begin with training crops of this side, which grow to --crop.", settings => settings.FirstCrop,
            (settings, value) => settings with { FirstCrop = value });
        Augment("--min-area", "The smallest share of an image's area that a training crop covers.", settings => settings.MinArea, (to, value) => to with { MinArea = value });
        Augment("--max-aspect", "The largest ratio of a training crop's sides.", settings => settings.MaxAspect, (to, value) => to with { MaxAspect = value });
        Augment("--no-mirror", "Do not mirror training images.", settings => !settings.Mirror, (to, value) => to with { Mirror = !value });
        Augment("--brightness", "How far training images are brightened or darkened.", settings => settings.Brightness, (to, value) => to with { Brightness = value });
        Augment("--contrast", "How far their contrast is changed.", settings => settings.Contrast, (to, value) => to with { Contrast = value });
        Augment("--saturation", "How far their chroma is changed.", settings => settings.Saturation, (to, value) => to with { Saturation = value });
        Value("--mixup", "The Beta parameter of mixup; 0 for none.", settings => settings.MixUp, (settings, value) => settings with { MixUp = value });
        Value("--cutmix", "The Beta parameter of cutmix; 0 for none.", settings => settings.CutMix, (settings, value) => settings with { CutMix = value });
        AddGate();
        Value("--lambda", "The loss of one open channel; with a target, for each channel beyond it.", settings => settings.Lambda, (settings, value) => settings with { Lambda = value });
        Value(
            "--target-channels", "Steer the lambda of a hard gate so that this many channels are open on average.", settings => settings.TargetChannels,
            (settings, value) => settings with { TargetChannels = value });
        Value("--temperature", "The temperature of the gate's Gumbel-softmax.", settings => settings.Temperature, (settings, value) => settings with { Temperature = value });
        Value(
            "--gate-learning-rate-factor", "How much faster the gate's last layer learns.", settings => settings.GateLearningRateFactor,
            (settings, value) => settings with { GateLearningRateFactor = value });
        Value("--epochs", "Passes over the images.", settings => settings.Epochs, (settings, value) => settings with { Epochs = value });
        Value("--batch", "Images per step.", settings => settings.BatchSize, (settings, value) => settings with { BatchSize = value });
        Choice("--optimizer", "SGD with Nesterov momentum, or AdamW.", settings => settings.Optimizer, (settings, value) => settings with { Optimizer = value });
        Value("--learning-rate", "The highest learning rate.", settings => settings.LearningRate, (settings, value) => settings with { LearningRate = value });
        Value("--warm-up", "The epochs until it is reached.", settings => settings.WarmUpEpochs, (settings, value) => settings with { WarmUpEpochs = value });
        Value("--momentum", "Of SGD.", settings => settings.Momentum, (settings, value) => settings with { Momentum = value });
        Value("--weight-decay", "The decay of the weights.", settings => settings.WeightDecay, (settings, value) => settings with { WeightDecay = value });
        Value(
            "--label-smoothing", "The share of the loss spread over all classes.", settings => settings.LabelSmoothing,
            (settings, value) => settings with { LabelSmoothing = value });
        Value(
            "--average-decay", "The decay of the moving average of the weights; 0 for none.", settings => settings.AverageDecay,
            (settings, value) => settings with { AverageDecay = value });
        Value("--clip-norm", "The largest norm of the gradients; 0 for no limit.", settings => settings.ClipNorm, (settings, value) => settings with { ClipNorm = value });
        Choice("--precision", "Of activations and gradients.", settings => settings.Precision, (settings, value) => settings with { Precision = value });
        Value("--seed", "Of weights, batches, augmentation and gate noise.", settings => settings.Seed, (settings, value) => settings with { Seed = value });
    }

    /// <summary>Every setting, in the order of the help.</summary>
    public IReadOnlyList<SettingOption> All => all;

    /// <summary>The settings with what the command line gives; what it does not name stays.</summary>
    /// <exception cref="FormatException">The selection is none.</exception>
    /// <exception cref="FileNotFoundException">The selection names a file that is not there.</exception>
    public TrainingSettings Apply(ParseResult parsed, TrainingSettings settings)
    {
        foreach (var (option, set, _) in all)
            if (parsed.GetResult(option) is { Implicit: false }) settings = set(parsed, settings);
        return settings;
    }

    /// <summary>The settings with what a line of options gives.</summary>
    /// <exception cref="FormatException">An option is unknown or wrong.</exception>
    /// <exception cref="FileNotFoundException">The selection names a file that is not there.</exception>
    public TrainingSettings Parse(string line, TrainingSettings settings)
    {
        var command = new Command("options");
        AddTo(command);
        var parsed = command.Parse(line, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.UnmatchedTokens is [var unknown, ..]) throw new FormatException($"'{unknown}' is no option of train, in '{line}'.");
        if (parsed.Errors is [var error, ..]) throw new FormatException($"{error.Message} It is in '{line}'.");
        return Apply(parsed, settings);
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var setting in all) command.Options.Add(setting.Option);
    }

    private void AddGate()
    {
        var gate = CommandLine.Choice("--gate", "A gate before the trunk; hard, if none is named.", Defaults.Gate);
        gate.Arity = ArgumentArity.ZeroOrOne;
        // Without a value no parser is asked, and the default would be taken.
        all.Add(new(
            gate, (parsed, settings) => settings with { Gate = parsed.GetResult(gate)!.Tokens.Count == 0 ? GateKind.Hard : parsed.GetValue(gate) },
            settings => settings.Gate));
    }

    private void Add<T>(Option<T> option, Func<TrainingSettings, object?> get, Func<TrainingSettings, T, TrainingSettings> set) =>
        all.Add(new(option, (parsed, settings) => set(settings, parsed.GetValue(option)!), get));

    private void Value<T>(string name, string description, Func<TrainingSettings, T> get, Func<TrainingSettings, T, TrainingSettings> set)
    {
        // A default that is nothing or off needs no mention in the help.
        var option = get(Defaults) is null or false ? new Option<T>(name) { Description = description } : CommandLine.Option(name, description, get(Defaults));
        Add(option, settings => get(settings), set);
    }

    private void Choice<T>(string name, string description, Func<TrainingSettings, T> get, Func<TrainingSettings, T, TrainingSettings> set)
        where T : struct, Enum => Add(CommandLine.Choice(name, description, get(Defaults)), settings => get(settings), set);

    private void Augment<T>(string name, string description, Func<AugmentationSettings, T> get, Func<AugmentationSettings, T, AugmentationSettings> set) =>
        Value(name, description, settings => get(settings.Augmentation), (settings, value) => settings with { Augmentation = set(settings.Augmentation, value) });
}
