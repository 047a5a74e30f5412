namespace FrequencyML.Training.Tests.Import;

/// <summary>The names and shapes of the released state dicts, spelled out, with our name of each; and random values for them.</summary>
internal static class ReleasedTensors
{
    /// <summary>A tensor of a released model.</summary>
    /// <param name="Name">In the checkpoint.</param>
    /// <param name="Ours">In FrequencyNetwork; null for counters.</param>
    /// <param name="Shape">Of both.</param>
    internal sealed record Released(string Name, string? Ours, long[] Shape);

    /// <summary>ResNet-50 has widths 64, 128, 256, 512 and blocks 3, 4, 6, 3.</summary>
    public static List<Released> ResNet(long channels, long classes, int[] blocks, long width = 64)
    {
        var tensors = new List<Released>();
        var inputs = channels;
        var index = 0;
        for (var stage = 0; stage < blocks.Length; stage++)
            for (var block = 0; block < blocks[stage]; block++)
            {
                var w = width << stage;
                Conv($"model.{stage}.{block}.conv1", $"trunk.blocks.{index}.conv1", w, inputs, 1);
                Norm($"model.{stage}.{block}.bn1", $"trunk.blocks.{index}.bn1", w);
                Conv($"model.{stage}.{block}.conv2", $"trunk.blocks.{index}.conv2", w, w, 3);
                Norm($"model.{stage}.{block}.bn2", $"trunk.blocks.{index}.bn2", w);
                Conv($"model.{stage}.{block}.conv3", $"trunk.blocks.{index}.conv3", 4 * w, w, 1);
                Norm($"model.{stage}.{block}.bn3", $"trunk.blocks.{index}.bn3", 4 * w);
                if (block == 0)
                {
                    Conv($"model.{stage}.0.downsample.0", $"trunk.blocks.{index}.shortcut.conv", 4 * w, inputs, 1);
                    Norm($"model.{stage}.0.downsample.1", $"trunk.blocks.{index}.shortcut.bn", 4 * w);
                }
                inputs = 4 * w;
                index++;
            }
        tensors.Add(new("fc.weight", "head.weight", [classes, inputs]));
        tensors.Add(new("fc.bias", "head.bias", [classes]));
        return tensors;

        void Conv(string name, string ours, long outputs, long from, long side) => tensors.Add(new(name + ".weight", ours + ".weight", [outputs, from, side, side]));

        void Norm(string name, string ours, long features) => tensors.AddRange(BatchNorm(name, ours, features));
    }

    public static List<Released> Gate(long channels, bool hasBias)
    {
        List<Released> tensors = [new("inp_GM.inp_gate.0.weight", "gate.squeeze.weight", [channels, channels, 1, 1])];
        if (hasBias) tensors.Add(new("inp_GM.inp_gate.0.bias", null, [channels]));
        tensors.AddRange(BatchNorm("inp_GM.inp_gate.1", "gate.norm", channels));
        tensors.Add(new("inp_GM.inp_gate_l.weight", "gate.logits.weight", [2 * channels, 1, 1, 1]));
        tensors.Add(new("inp_GM.inp_gate_l.bias", "gate.logits.bias", [2 * channels]));
        return tensors;
    }

    public static List<Released> MobileNetV2(long channels, long classes)
    {
        var tensors = new List<Released> { new("features.0.conv.0.weight", "trunk.blocks.0.depthwise.weight", [channels, 1, 3, 3]) };
        tensors.AddRange(BatchNorm("features.0.conv.1", "trunk.blocks.0.depthwiseNorm", channels));
        tensors.Add(new("features.0.conv.3.weight", "trunk.blocks.0.project.weight", [16, channels, 1, 1]));
        tensors.AddRange(BatchNorm("features.0.conv.4", "trunk.blocks.0.projectNorm", 16));
        (int Block, long Inputs, long Inside, long Outputs)[] blocks =
        [
            (1, 16, 96, 24), (2, 24, 144, 24), (3, 24, 144, 32), (4, 32, 192, 32), (5, 32, 192, 32), (6, 32, 192, 64), (7, 64, 384, 64), (8, 64, 384, 64),
            (9, 64, 384, 64), (10, 64, 384, 96), (11, 96, 576, 96), (12, 96, 576, 96), (13, 96, 576, 160), (14, 160, 960, 160), (15, 160, 960, 160), (16, 160, 960, 320),
        ];
        foreach (var (block, inputs, inside, outputs) in blocks)
        {
            tensors.Add(new($"features.{block}.conv.0.weight", $"trunk.blocks.{block}.expand.weight", [inside, inputs, 1, 1]));
            tensors.AddRange(BatchNorm($"features.{block}.conv.1", $"trunk.blocks.{block}.expandNorm", inside));
            tensors.Add(new($"features.{block}.conv.3.weight", $"trunk.blocks.{block}.depthwise.weight", [inside, 1, 3, 3]));
            tensors.AddRange(BatchNorm($"features.{block}.conv.4", $"trunk.blocks.{block}.depthwiseNorm", inside));
            tensors.Add(new($"features.{block}.conv.6.weight", $"trunk.blocks.{block}.project.weight", [outputs, inside, 1, 1]));
            tensors.AddRange(BatchNorm($"features.{block}.conv.7", $"trunk.blocks.{block}.projectNorm", outputs));
        }
        tensors.Add(new("conv.0.weight", "trunk.last.weight", [1280, 320, 1, 1]));
        tensors.AddRange(BatchNorm("conv.1", "trunk.lastNorm", 1280));
        tensors.Add(new("classifier.weight", "head.weight", [classes, 1280]));
        tensors.Add(new("classifier.bias", "head.bias", [classes]));
        return tensors;
    }

    private static Released[] BatchNorm(string name, string ours, long features) =>
    [
        new(name + ".weight", ours + ".weight", [features]),
        new(name + ".bias", ours + ".bias", [features]),
        new(name + ".running_mean", ours + ".running_mean", [features]),
        new(name + ".running_var", ours + ".running_var", [features]),
        new(name + ".num_batches_tracked", null, []),
    ];

    /// <summary>Random tensors of a size that keeps activations near 1; gate logits on either side of 0.</summary>
    public static List<(string Name, SavedTensor Tensor)> Random(IEnumerable<Released> tensors, int seed)
    {
        var random = new Random(seed);
        return [.. tensors.Select(tensor => (tensor.Name, Create(tensor)))];

        SavedTensor Create(Released tensor)
        {
            if (tensor.Name.EndsWith(".num_batches_tracked", StringComparison.Ordinal)) return SavedTensor.Counter(random.Next());
            var fanIn = tensor.Shape.Skip(1).Aggregate(1L, (product, length) => product * length);
            var (low, high) = tensor.Shape.Length > 1 ? (-Math.Sqrt(6.0 / fanIn), Math.Sqrt(6.0 / fanIn))
                : tensor.Name.EndsWith(".running_var", StringComparison.Ordinal) || tensor.Name.EndsWith(".weight", StringComparison.Ordinal) ? (0.5, 1.5)
                : (-0.5, 0.5);
            var values = new float[tensor.Shape.Aggregate(1L, (product, length) => product * length)];
            for (var i = 0; i < values.Length; i++) values[i] = (float)(low + (high - low) * random.NextDouble());
            return SavedTensor.Of(tensor.Shape, values);
        }
    }
}
