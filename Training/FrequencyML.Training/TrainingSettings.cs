using FrequencyML.Dct;

namespace FrequencyML.Training;

/// <summary>All that determines a training run besides the images; saved beside its weights.</summary>
internal sealed record TrainingSettings
{
    /// <summary>The channels, in the text form of <see cref="ChannelSelection"/>.</summary>
    public string Selection { get; init; } = "192";

    /// <summary>The short side after resizing, in pixels.</summary>
    public int Resize { get; init; } = 128;

    /// <summary>The side of the centre crop, in pixels.</summary>
    public int Crop { get; init; } = 112;

    public ResizeKernel Kernel { get; init; } = ResizeKernel.Triangle;

    public ChromaFilter ChromaFilter { get; init; } = ChromaFilter.None;

    /// <summary>Whether a gate chooses channels for every image.</summary>
    public bool Gate { get; init; } = true;

    /// <summary>The loss of one open channel at the end of training, in units of cross entropy.</summary>
    public double Lambda { get; init; } = 0.0008;

    /// <summary>The temperature of the gate's Gumbel-softmax.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>The width of the first stage; every further stage doubles it.</summary>
    public int Width { get; init; } = 48;

    /// <summary>The basic blocks of each stage.</summary>
    public IReadOnlyList<int> Depths { get; init; } = [1, 1];

    public int Epochs { get; init; } = 16;

    public int BatchSize { get; init; } = 64;

    /// <summary>The highest learning rate, reached after the warm-up.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>
    /// How much faster the gate's last layer learns. Its logits start 1.9 apart, and the gradient that closes a useless channel is only
    /// lambda times p(1 - p): at the network's own rate short runs end before the gate has settled.
    /// </summary>
    public double GateLearningRateFactor { get; init; } = 10;

    /// <summary>Of SGD with Nesterov momentum.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>L2 penalty of convolution and linear weights; batch norms, biases and the gate's last layer have none.</summary>
    public double WeightDecay { get; init; } = 5e-4;

    public double LabelSmoothing { get; init; } = 0.1;

    /// <summary>Of weights, batches, augmentation and gate noise.</summary>
    public int Seed { get; init; } = 1;

    [System.Text.Json.Serialization.JsonIgnore]
    public ChannelSelection ParsedSelection => ChannelSelection.Parse(Selection);

    [System.Text.Json.Serialization.JsonIgnore]
    public ImageGeometry Geometry => new(Resize, Crop, Kernel, ChromaFilter);

    /// <summary>The crop from which training crops are taken: the largest whole number of blocks within the short side.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public ImageGeometry TrainingGeometry => new(Resize, Resize / 8 * 8, Kernel, ChromaFilter);

    /// <summary>The network in words.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Architecture =>
        $"{(Gate ? "gated " : "")}ResNet without stem, basic blocks {string.Join('-', Depths)}, width {Width} doubling by stage";

    /// <summary>Checks every setting before anything is read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it.</exception>
    /// <exception cref="FormatException">The selection is none.</exception>
    public void Validate()
    {
        _ = ParsedSelection;
        _ = Geometry;
        Require(Lambda >= 0, nameof(Lambda), Lambda, "at least 0");
        Require(Temperature > 0, nameof(Temperature), Temperature, "more than 0");
        Require(Width >= 1, nameof(Width), Width, "at least 1");
        Require(Depths.Count > 0 && Depths.All(depth => depth >= 1), nameof(Depths), string.Join(' ', Depths), "at least 1 block a stage");
        Require(Epochs >= 1, nameof(Epochs), Epochs, "at least 1");
        Require(BatchSize >= 2, nameof(BatchSize), BatchSize, "at least 2, because of batch norm");
        Require(LearningRate > 0, nameof(LearningRate), LearningRate, "more than 0");
        Require(GateLearningRateFactor > 0, nameof(GateLearningRateFactor), GateLearningRateFactor, "more than 0");
        Require(Momentum is > 0 and < 1, nameof(Momentum), Momentum, "between 0 and 1");
        Require(WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "at least 0");
        Require(LabelSmoothing is >= 0 and < 1, nameof(LabelSmoothing), LabelSmoothing, "at least 0 and less than 1");

        static void Require(bool condition, string name, object value, string expected)
        {
            if (!condition) throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} is {value}; expected {expected}."));
        }
    }

    /// <summary>The learning rate of a step: linear warm-up over the first tenth, then a cosine to zero.</summary>
    /// <param name="step">0-based.</param>
    /// <param name="steps">The steps of the whole run.</param>
    public double LearningRateAt(long step, long steps)
    {
        var warmUp = Math.Max(1, steps / 10);
        return step < warmUp
            ? LearningRate * (step + 1) / warmUp
            : LearningRate * 0.5 * (1 + Math.Cos(Math.PI * (step - warmUp) / Math.Max(1, steps - warmUp)));
    }

    /// <summary>
    /// The loss of one open channel at a step: rises linearly to <see cref="Lambda"/> over the first half. At full height from the start
    /// it closes channels before the network has learned what they are good for.
    /// </summary>
    /// <param name="step">0-based.</param>
    /// <param name="steps">The steps of the whole run.</param>
    public double LambdaAt(long step, long steps) => Lambda * Math.Min(1, 2.0 * step / steps);
}
