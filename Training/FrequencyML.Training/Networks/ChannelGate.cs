using FrequencyML.Training.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>What the gate decided.</summary>
/// <param name="Output">The channels times the gate, <c>[N, C, H, W]</c>.</param>
/// <param name="Gate">1 for an open, 0 for a closed channel, <c>[N, C]</c>; of a soft gate the weights, 0..1.</param>
/// <param name="Logits">The gate logits, off and on, <c>[N, C, 2]</c>.</param>
internal readonly record struct GateDecision(Tensor Output, Tensor Gate, Tensor Logits);

/// <summary>
/// Opens or closes every channel of every image: global average pool, 1x1 convolution C to C, batch norm, ReLU, grouped 1x1 convolution
/// C to 2C, then a hard Gumbel-softmax sample with a straight-through gradient while training, and the larger logit otherwise. The soft
/// gate weighs each channel with its keep probability instead, the sigmoid of the difference of its two logits, and samples nothing.
/// </summary>
/// <remarks>
/// Source: Xu et al., "Learning in the Frequency Domain", CVPR 2020, section 3.2 and the initialization of its released code;
/// Gumbel-softmax: Jang, Gu, Poole, "Categorical Reparameterization with Gumbel-Softmax", ICLR 2017.
/// </remarks>
internal sealed class ChannelGate : nn.Module<Tensor, GateDecision>
{
    // The logits of an untrained gate: all channels start open.
    private const float FirstOff = 0.1f, FirstOn = 2;

    public readonly Conv2d squeeze;
    public readonly BatchNorm2d norm;
    public readonly Conv2d logits;
    private readonly long channels;
    private readonly double temperature;

    /// <param name="channels">C.</param>
    /// <param name="temperature">Of the Gumbel-softmax, above 0: low is close to a hard sample, high gives smooth gradients.</param>
    /// <param name="isSoft">Whether it weighs channels instead.</param>
    public ChannelGate(long channels, double temperature, bool isSoft = false)
        : base(nameof(ChannelGate))
    {
        this.channels = channels;
        this.temperature = temperature;
        IsSoft = isSoft;
        squeeze = nn.Conv2d(channels, channels, 1, bias: false);
        norm = nn.BatchNorm2d(channels);
        logits = nn.Conv2d(channels, 2 * channels, 1, groups: channels);
        nn.init.normal_(logits.weight!, 0, 0.001);
        using (no_grad()) logits.bias!.copy_(tensor([FirstOff, FirstOn]).repeat(channels));
        RegisterComponents();
    }

    /// <summary>The keep probability of every channel before training.</summary>
    public static double FirstKeepProbability { get; } = 1 / (1 + Math.Exp(FirstOff - FirstOn));

    public bool IsSoft { get; }

    /// <summary>The scale of the Gumbel noise, 1 for that of the distribution: at 0, training decides as evaluation does.</summary>
    public double NoiseScale { get; set; } = 1;

    public override GateDecision forward(Tensor x)                                    // [N, C, H, W]
    {
        var pooled = nn.functional.adaptive_avg_pool2d(x, 1);                         // [N, C, 1, 1]
        var hidden = nn.functional.relu(norm.Apply(squeeze.Apply(pooled)));           // [N, C, 1, 1]
        var pair = logits.Apply(hidden).view(-1, channels, 2);                        // [N, C, 2]
        var gate = IsSoft ? KeepProbability(pair) : training ? Sample(pair) : Decide(pair);   // [N, C]
        return new(x * gate.view(-1, channels, 1, 1), gate, pair);
    }

    /// <summary>Adds a number to every channel's margin, its logit on minus its logit off.</summary>
    public void Shift(double margin)
    {
        using var mode = no_grad();
        using Scalar added = margin;
        logits.bias!.view(-1, 2).select(1, 1).add_(added, HeldScalar.One);
    }

    /// <summary>A hard sample whose gradient is the soft one's.</summary>
    private Tensor Sample(Tensor pair)
    {
        using Scalar lowest = 1e-10, highest = 1 - 1e-7, scale = NoiseScale, heat = temperature;
        var uniform = rand_like(pair).clamp(lowest, highest);
        var gumbel = -(-uniform.log()).log();
        var soft = pair.add(gumbel, scale).div(heat).softmax(-1).select(-1, 1);       // [N, C]
        var hard = soft.round();
        return hard.add(soft - soft.detach(), HeldScalar.One);                        // straight-through
    }

    /// <summary>The probability with which a channel is kept, <c>[N, C]</c>, of gate logits <c>[N, C, 2]</c>.</summary>
    public static Tensor KeepProbability(Tensor pair) => (pair.select(-1, 1) - pair.select(-1, 0)).sigmoid();

    public static Tensor Decide(Tensor pair) => (pair.select(-1, 1) > pair.select(-1, 0)).to_type(pair.dtype);

    /// <summary>Writes the gate; returns the names of the gated channels and of the gate <c>[N, C]</c>.</summary>
    public (string Output, string Gate) Emit(TorchExporter exporter, string input)
    {
        var graph = exporter.Graph;
        var pooled = graph.Node("GlobalAveragePool", [input]);
        var hidden = graph.Node("Relu", [exporter.Conv("squeeze", squeeze, norm, pooled)]);
        var pair = exporter.Conv("logits", logits, null, hidden);                     // [N, 2C, 1, 1]: off, on of each channel
        string on = Every2nd("on", 1), off = Every2nd("off", 0);
        var open = IsSoft
            ? graph.Node("Sigmoid", [graph.Node("Sub", [on, off])])
            : graph.Node("Cast", [graph.Node("Greater", [on, off])], ("to", (long)OnnxGraph.Float));
        return (graph.Node("Mul", [input, open]), graph.Node("Flatten", [open], ("axis", 1L)));

        string Every2nd(string name, long first) => graph.Node("Slice",
            [pair, graph.Integers(name + "_start", first), graph.Integers(name + "_end", long.MaxValue), graph.Integers(name + "_axis", 1), graph.Integers(name + "_step", 2)]);
    }
}
