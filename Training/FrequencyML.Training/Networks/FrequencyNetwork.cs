using FrequencyML.Training.Data;
using FrequencyML.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>What the network says of a batch.</summary>
/// <param name="Logits">One logit per class, <c>[N, classes]</c>.</param>
/// <param name="Embedding">What the head makes them of: the mean of each channel of the trunk's output, <c>[N, features]</c>.</param>
/// <param name="Gate">The gate's decision; null without a gate.</param>
internal readonly record struct NetworkOutput(Tensor Logits, Tensor Embedding, GateDecision? Gate);

/// <summary>Every network that can be trained: [pixels,] normalization, [gate,] trunk, global average pool, linear head.</summary>
/// <remarks>
/// Source: Xu et al., "Learning in the Frequency Domain", CVPR 2020: the channels enter the first stage. Its twin on RGB has the same input
/// and turns it into pixels first.
/// </remarks>
internal sealed class FrequencyNetwork : nn.Module<Tensor, NetworkOutput>
{
    public readonly PixelReconstruction? pixels;
    public readonly ChannelNormalization normalization;
    public readonly ChannelGate? gate;
    public readonly Trunk trunk;
    public readonly Linear head;

    /// <param name="settings">Input, gate and trunk.</param>
    /// <param name="classes">The number of logits.</param>
    /// <param name="normalization">The measured mean and deviation of every channel, or of R, G and B.</param>
    public FrequencyNetwork(TrainingSettings settings, int classes, NormalizationConstants normalization)
        : base(nameof(FrequencyNetwork))
    {
        if (settings.Input == NetworkInput.Rgb) pixels = new PixelReconstruction();
        this.normalization = new ChannelNormalization(normalization.Mean, normalization.Deviation);
        long inputs = normalization.Mean.Count;
        if (settings.Gate != GateKind.None) gate = new ChannelGate(inputs, settings.Temperature, isSoft: settings.Gate == GateKind.Soft);
        trunk = settings.CreateTrunk(inputs);
        head = nn.Linear(trunk.Features, classes);
        RegisterComponents();
    }

    /// <summary>The type of the trunk's activations: float32, or bfloat16 to train at half the memory traffic.</summary>
    public ScalarType ComputeType { get; set; } = ScalarType.Float32;

    public override NetworkOutput forward(Tensor channels)                            // [N, C, H/8, W/8], raw
    {
        var x = pixels?.forward(channels) ?? channels;                                // [N, C, H/8, W/8] or [N, 3, H, W]
        x = normalization.forward(x);
        GateDecision? decision = null;
        if (gate is not null)
        {
            decision = gate.forward(x);
            x = decision.Value.Output;
        }
        x = trunk.forward(x.to(ComputeType));                                         // [N, features, h, w]
        var embedding = x.to(ScalarType.Float32).mean([2, 3]);                        // [N, features]
        return new(head.forward(embedding), embedding, decision);                     // [N, classes]
    }

    /// <summary>Writes the network; returns the names of the logits, of the embedding and, with a hard gate, of the gate.</summary>
    public (string Logits, string Embedding, string? Gate) Emit(TorchExporter exporter, string input)
    {
        var x = pixels is null ? input : exporter.Child("pixels", pixels, input);
        x = exporter.Child("normalization", normalization, x);
        string? open = null;
        if (gate is not null)
            using (exporter.Graph.Scope("gate")) (x, open) = gate.Emit(exporter, x);
        x = exporter.Child("trunk", trunk, x);
        x = exporter.Graph.Node("Flatten", [exporter.Graph.Node("GlobalAveragePool", [x])], ("axis", 1L));
        return (exporter.Linear("head", head, x), x, gate?.IsSoft == true ? null : open);
    }
}
