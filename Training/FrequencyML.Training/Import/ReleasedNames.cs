using FrequencyML.Training.Networks;

namespace FrequencyML.Training.Import;

/// <summary>What the released models call each parameter and buffer of <see cref="FrequencyNetwork"/>.</summary>
/// <remarks>
/// Source: the state dicts of the models released with "Learning in the Frequency Domain" (calmevtime/DCTNet on GitHub), whose blocks have
/// the names of torchvision's ResNet-50 and of a common MobileNetV2 of the time.
/// </remarks>
internal static class ReleasedNames
{
    /// <summary>The gate's first convolution may have a bias there; ours has none, because a batch norm follows.</summary>
    public const string GateBias = "inp_GM.inp_gate.0.bias";

    private const string Counter = ".num_batches_tracked", Blocks = "trunk.blocks.";

    /// <summary>Whether the tensor counts training batches, which matters to no result.</summary>
    public static bool IsCounter(string name) => name.EndsWith(Counter, StringComparison.Ordinal);

    /// <summary>All parameters and buffers that come from a checkpoint: our name and the released one.</summary>
    /// <param name="network">On channels, with a ResNet of bottlenecks or basic blocks, or MobileNetV2.</param>
    /// <param name="settings">Those of the network.</param>
    public static IEnumerable<(string Ours, string Released)> Of(FrequencyNetwork network, TrainingSettings settings) =>
        from ours in network.state_dict().Keys
        where !ours.StartsWith("normalization.", StringComparison.Ordinal) && !IsCounter(ours)
        select (ours, Released(ours, settings));

    private static string Released(string ours, TrainingSettings settings)
    {
        if (ours.StartsWith(Blocks, StringComparison.Ordinal))
        {
            var parts = ours[Blocks.Length..].Split('.', 2);                          // index, name inside the block
            var index = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
            return settings.ResNetShape is { } shape ? ResNet(shape, index, parts[1]) : MobileNet(index, parts[1]);
        }
        (string Ours, string Released)[] prefixes =
        [
            ("gate.squeeze.", "inp_GM.inp_gate.0."),
            ("gate.norm.", "inp_GM.inp_gate.1."),
            ("gate.logits.", "inp_GM.inp_gate_l."),
            ("trunk.last.", "conv.0."),
            ("trunk.lastNorm.", "conv.1."),
            ("head.", settings.ResNetShape is null ? "classifier." : "fc."),
        ];
        return Replaced(ours, prefixes);
    }

    /// <summary>Stages are counted in <c>model</c>, blocks in their stage.</summary>
    private static string ResNet(ResNetShape shape, int block, string name)
    {
        var stage = 0;
        while (block >= shape.Depths[stage]) block -= shape.Depths[stage++];
        return $"model.{stage}.{block}." +
            (name.StartsWith("shortcut.", StringComparison.Ordinal) ? Replaced(name, [("shortcut.conv.", "downsample.0."), ("shortcut.bn.", "downsample.1.")]) : name);
    }

    /// <summary>Layers are counted in <c>conv</c>, activations too; the first block does not widen.</summary>
    private static string MobileNet(int block, string name) => $"features.{block}.conv." + Replaced(name, block == 0
        ? [("depthwise.", "0."), ("depthwiseNorm.", "1."), ("project.", "3."), ("projectNorm.", "4.")]
        : [("expand.", "0."), ("expandNorm.", "1."), ("depthwise.", "3."), ("depthwiseNorm.", "4."), ("project.", "6."), ("projectNorm.", "7.")]);

    private static string Replaced(string name, (string Ours, string Released)[] prefixes)
    {
        foreach (var (ours, released) in prefixes)
            if (name.StartsWith(ours, StringComparison.Ordinal)) return released + name[ours.Length..];
        throw new NotSupportedException($"The released models have nothing like '{name}'.");
    }
}
