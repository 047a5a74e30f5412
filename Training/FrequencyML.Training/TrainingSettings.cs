using FrequencyML.Dct;
using FrequencyML.Training.Data;
using FrequencyML.Training.Networks;

namespace FrequencyML.Training;

/// <summary>
/// All that determines a training run besides the images; saved beside its weights. What follows from it is internal, so that neither JSON
/// nor ToString has it.
/// </summary>
internal sealed partial record TrainingSettings
{
    public NetworkKind Network { get; init; } = NetworkKind.ResNet18;

    /// <summary>The width of a ResNet's first stage; every further stage doubles it.</summary>
    public int Width { get; init; } = 64;

    /// <summary>The blocks of each stage of a ResNet; null for the network's own.</summary>
    public IReadOnlyList<int>? Depths { get; init; }

    /// <summary>Whether every block weighs its channels by squeeze-and-excitation.</summary>
    public bool SqueezeExcitation { get; init; }

    public NetworkInput Input { get; init; } = NetworkInput.Dct;

    /// <summary>The channels, in the text form of <see cref="ChannelSelection"/>; all of them for <see cref="NetworkInput.Rgb"/>.</summary>
    public string Selection { get; init; } = "24";

    /// <summary>The short side after resizing, in pixels.</summary>
    public int Resize { get; init; } = 256;

    /// <summary>The side of the centre crop, in pixels.</summary>
    public int Crop { get; init; } = 224;

    public ResizeKernel Kernel { get; init; } = ResizeKernel.Triangle;

    public ChromaFilter ChromaFilter { get; init; } = ChromaFilter.None;

    /// <summary>
    /// The side of the training crops at first, in pixels; it grows to <see cref="Crop"/> over the first <see cref="GrowingShare"/> of the
    /// steps. Null for <see cref="Crop"/> from the start.
    /// </summary>
    public int? FirstCrop { get; init; }

    public AugmentationSettings Augmentation { get; init; } = new();

    /// <summary>The parameter of the Beta distribution of mixup's shares; 0 for no mixup.</summary>
    public double MixUp { get; init; }

    /// <summary>The parameter of the Beta distribution of cutmix's shares; 0 for no cutmix. With mixup, each batch takes one of them.</summary>
    public double CutMix { get; init; }

    public GateKind Gate { get; init; } = GateKind.None;

    /// <summary>
    /// The loss of one open channel at the end of training, in units of cross entropy; with <see cref="TargetChannels"/>, that for each
    /// channel beyond the target.
    /// </summary>
    public double Lambda { get; init; } = 0.001;

    /// <summary>
    /// The mean number of open channels that the gate is steered to; null for a fixed lambda.
    /// </summary>
    public double? TargetChannels { get; init; }

    /// <summary>The temperature of the gate's Gumbel-softmax.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>
    /// How much faster the gate's last layer learns. Its logits start 1.9 apart, and the gradient that closes a useless channel is only
    /// lambda times p(1 - p): at the network's own rate short runs end before the gate has settled. At 10 times the noise of the gradients
    /// decides which channels close.
    /// </summary>
    public double GateLearningRateFactor { get; init; } = 3;

    public int Epochs { get; init; } = 30;

    public int BatchSize { get; init; } = 64;

    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>The highest learning rate, reached after the warm-up.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>The epochs over which the learning rate rises; at most half of all.</summary>
    public double WarmUpEpochs { get; init; } = 2;

    /// <summary>Of SGD with Nesterov momentum.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>L2 penalty (SGD) or decay (AdamW) of convolution and linear weights; batch norms, biases and the gate's last layer have none.</summary>
    public double WeightDecay { get; init; } = 5e-4;

    public double LabelSmoothing { get; init; } = 0.1;

    /// <summary>The decay of the exponential moving average of the weights that is evaluated and saved; 0 for the weights themselves.</summary>
    public double AverageDecay { get; init; }

    /// <summary>The largest norm of all gradients together; 0 for no limit.</summary>
    public double ClipNorm { get; init; }

    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>Of weights, batches, augmentation and gate noise.</summary>
    public int Seed { get; init; } = 1;

    internal ChannelSelection ParsedSelection => ChannelSelection.Parse(Selection);

    internal ImageGeometry Geometry => new(Resize, Crop, Kernel, ChromaFilter);

    /// <summary>The shape of the ResNet; null for MobileNetV2.</summary>
    internal ResNetShape? ResNetShape => Network switch
    {
        NetworkKind.ResNet18 => new(Depths ?? [2, 2, 2, 2], Width, IsBottleneck: false),
        NetworkKind.ResNet34 => new(Depths ?? [3, 4, 6, 3], Width, IsBottleneck: false),
        NetworkKind.ResNet50 => new(Depths ?? [3, 4, 6, 3], Width, IsBottleneck: true),
        _ => null,
    };

    /// <summary>The network in words.</summary>
    internal string Architecture
    {
        get
        {
            var shape = Depths is null && Width == 64 ? "" : $", blocks {string.Join('-', ResNetShape!.Depths)}, width {Width} doubling by stage";
            var gate = Gate switch { GateKind.Hard => "gated ", GateKind.Soft => "softly gated ", _ => "" };
            return $"{gate}{Network}{(SqueezeExcitation ? " with squeeze-and-excitation" : "")}{shape}, " + (Input == NetworkInput.Rgb ? "on RGB" : "without stem");
        }
    }

    /// <summary>Whether all settings are equal, lists by their elements.</summary>
    public bool IsSameAs(TrainingSettings other) =>
        System.Text.Json.JsonSerializer.Serialize(this, TrainingRun.Json) == System.Text.Json.JsonSerializer.Serialize(other, TrainingRun.Json);

    /// <summary>Creates the trunk with random weights.</summary>
    /// <param name="inputs">The channels that enter it.</param>
    public Trunk CreateTrunk(long inputs) => ResNetShape is { } shape
        ? new ResNet(inputs, shape, hasStem: Input == NetworkInput.Rgb, SqueezeExcitation)
        : new MobileNetV2(inputs, hasStem: Input == NetworkInput.Rgb, SqueezeExcitation);

    /// <summary>The share of the steps over which crops grow.</summary>
    private const double GrowingShare = 0.7;

    /// <summary>
    /// The side of the training crops of a step, in pixels: up to <see cref="Crop"/> in steps of 8 pixels, or 16 for channels (the last may be larger), so
    /// that the trunk on either input sees the same grids.
    /// </summary>
    /// <param name="step">0-based.</param>
    /// <param name="steps">The steps of the whole run.</param>
    public int CropAt(long step, long steps)
    {
        if (FirstCrop is not { } first) return Crop;
        var share = Math.Min(1, step / (GrowingShare * steps));
        var unit = Input == NetworkInput.Rgb ? 8 : 16;
        return share == 1 ? Crop : first + (int)((Crop - first) / unit * share) * unit;
    }

    /// <summary>The share of the steps over which the learning rate rises.</summary>
    internal double WarmUpShare => Math.Min(0.5, WarmUpEpochs / Epochs);

    /// <summary>The learning rate of a step: linear warm-up, then a cosine to zero.</summary>
    /// <param name="step">0-based.</param>
    /// <param name="steps">The steps of the whole run.</param>
    public double LearningRateAt(long step, long steps)
    {
        var warmUp = (long)Math.Max(1, steps * WarmUpShare);
        return step < warmUp
            ? LearningRate * (step + 1) / warmUp
            : LearningRate * 0.5 * (1 + Math.Cos(Math.PI * (step - warmUp) / Math.Max(1, steps - warmUp)));
    }
}
