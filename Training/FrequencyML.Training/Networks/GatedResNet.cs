using FrequencyML.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>What the network says of a batch.</summary>
/// <param name="Logits">One logit per class, <c>[N, classes]</c>.</param>
/// <param name="Gate">The gate's decision; null without a gate.</param>
internal readonly record struct NetworkOutput(Tensor Logits, GateDecision? Gate);

/// <summary>
/// A residual network without a stem: normalization, gate, stages of basic blocks (each stage after the first halves the grid and
/// doubles the width), global average pool, linear head.
/// </summary>
/// <remarks>Source: Xu et al., "Learning in the Frequency Domain", CVPR 2020: the channels enter the first stage.</remarks>
internal sealed class GatedResNet : nn.Module<Tensor, NetworkOutput>
{
    public readonly ChannelNormalization normalization;
    public readonly ChannelGate? gate;
    public readonly ModuleList<ResidualBlock> blocks = [];
    public readonly Linear head;

    /// <param name="settings">Channels, gate, width and depths.</param>
    /// <param name="classes">The number of logits.</param>
    /// <param name="normalization">The measured mean and deviation of every channel.</param>
    public GatedResNet(TrainingSettings settings, int classes, NormalizationConstants normalization)
        : base(nameof(GatedResNet))
    {
        this.normalization = new ChannelNormalization(normalization.Mean, normalization.Deviation);
        var inputs = (long)settings.ParsedSelection.Count;
        if (settings.Gate) gate = new ChannelGate(inputs, settings.Temperature);
        for (var stage = 0; stage < settings.Depths.Count; stage++)
            for (var block = 0; block < settings.Depths[stage]; block++)
            {
                var outputs = (long)settings.Width << stage;
                blocks.Add(new ResidualBlock(inputs, outputs, stride: stage > 0 && block == 0 ? 2 : 1));
                inputs = outputs;
            }
        head = nn.Linear(inputs, classes);
        RegisterComponents();
    }

    public override NetworkOutput forward(Tensor channels)                            // [N, C, H, W], raw
    {
        var x = normalization.forward(channels);
        GateDecision? decision = null;
        if (gate is not null)
        {
            decision = gate.forward(x);
            x = decision.Value.Output;
        }
        foreach (var block in blocks) x = block.forward(x);                           // [N, width << stage, H >> stage, W >> stage]
        return new(head.forward(x.mean([2, 3])), decision);                           // [N, classes]
    }

    /// <summary>Writes the network; returns the names of the logits and, with a gate, of the gate.</summary>
    public (string Logits, string? Gate) Emit(TorchExporter exporter, string input)
    {
        var x = exporter.Child("normalization", normalization, input);
        string? open = null;
        if (gate is not null)
            using (exporter.Graph.Scope("gate")) (x, open) = gate.Emit(exporter, x);
        for (var i = 0; i < blocks.Count; i++) x = exporter.Child($"blocks.{i}", blocks[i], x);
        x = exporter.Graph.Node("Flatten", [exporter.Graph.Node("GlobalAveragePool", [x])], ("axis", 1L));
        return (exporter.Linear("head", head, x), open);
    }
}
