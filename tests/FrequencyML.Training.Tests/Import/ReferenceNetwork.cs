using FrequencyML.Dct;
using FrequencyML.Training.Import;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FrequencyML.Training.Tests.Import;

/// <summary>The released networks written out with functions of tensors, straight from the definitions of torchvision and the papers.</summary>
internal sealed class ReferenceNetwork(List<(string Name, SavedTensor Tensor)> values)
{
    private readonly Dictionary<string, Tensor> t = values.ToDictionary(
        pair => pair.Name, pair => pair.Tensor.Type == "LongStorage" ? zeros(1) : tensor(pair.Tensor.Values, pair.Tensor.Shape));

    public static Tensor Normalize(Tensor x, ChannelSelection selection)
    {
        var constants = ReleasedNormalization.Of(selection);
        return (x - tensor([.. constants.Mean.Select(value => (float)value)], [1, selection.Count, 1, 1]))
            / tensor([.. constants.Deviation.Select(value => (float)value)], [1, selection.Count, 1, 1]);
    }

    /// <summary>torchvision's Bottleneck, with the stride in the 3x3 convolution.</summary>
    public (Tensor Logits, Tensor Gate) ResNet(Tensor x, int[] blocks)
    {
        var gate = t.ContainsKey("inp_GM.inp_gate_l.weight") ? Gate(x) : ones(x.shape[0], x.shape[1]);
        x = x * gate.unsqueeze(-1).unsqueeze(-1);
        for (var stage = 0; stage < blocks.Length; stage++)
            for (var block = 0; block < blocks[stage]; block++)
            {
                var name = $"model.{stage}.{block}";
                var stride = stage > 0 && block == 0 ? 2 : 1;
                var y = Norm(Conv(x, $"{name}.conv1"), $"{name}.bn1").relu();
                y = Norm(Conv(y, $"{name}.conv2", stride, padding: 1), $"{name}.bn2").relu();
                y = Norm(Conv(y, $"{name}.conv3"), $"{name}.bn3");
                if (block == 0) x = Norm(Conv(x, $"{name}.downsample.0", stride), $"{name}.downsample.1");
                x = (y + x).relu();
            }
        return (F.linear(x.mean([2, 3]), t["fc.weight"], t["fc.bias"]), gate);
    }

    /// <summary>t, c, n, s of the paper: (1,16,1,1) (6,24,2,2) (6,32,3,2) (6,64,4,2) (6,96,3,1) (6,160,3,2) (6,320,1,1).</summary>
    public Tensor MobileNetV2(Tensor x)
    {
        int[] strides = [1, 2, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1];
        int[] withIdentity = [2, 4, 5, 7, 8, 9, 11, 12, 14, 15];
        x = Norm(Conv(x, "features.0.conv.0", 1, padding: 1, groups: x.shape[1]), "features.0.conv.1").clamp(0, 6);
        x = Norm(Conv(x, "features.0.conv.3"), "features.0.conv.4");
        for (var block = 1; block < strides.Length; block++)
        {
            var name = $"features.{block}.conv";
            var y = Norm(Conv(x, $"{name}.0"), $"{name}.1").clamp(0, 6);
            y = Norm(Conv(y, $"{name}.3", strides[block], padding: 1, groups: y.shape[1]), $"{name}.4").clamp(0, 6);
            y = Norm(Conv(y, $"{name}.6"), $"{name}.7");
            x = withIdentity.Contains(block) ? x + y : y;
        }
        x = Norm(Conv(x, "conv.0"), "conv.1").clamp(0, 6);
        return F.linear(x.mean([2, 3]), t["classifier.weight"], t["classifier.bias"]);
    }

    /// <summary>Open where the second logit of the pair is the larger one, <c>[N, C]</c>.</summary>
    private Tensor Gate(Tensor x)
    {
        var channels = x.shape[1];
        var hidden = Conv(x.mean([2, 3], keepdim: true), "inp_GM.inp_gate.0");
        if (t.TryGetValue("inp_GM.inp_gate.0.bias", out var bias)) hidden = hidden + bias.view(1, -1, 1, 1);
        hidden = Norm(hidden, "inp_GM.inp_gate.1").relu();
        var pairs = (F.conv2d(hidden, t["inp_GM.inp_gate_l.weight"], t["inp_GM.inp_gate_l.bias"], groups: channels)).reshape(-1, channels, 2);
        return pairs.argmax(2).to_type(ScalarType.Float32);
    }

    private Tensor Conv(Tensor x, string name, long stride = 1, long padding = 0, long groups = 1) =>
        F.conv2d(x, t[name + ".weight"], null, strides: [stride, stride], padding: [padding, padding], groups: groups);

    private Tensor Norm(Tensor x, string name) =>
        (x - Column(name + ".running_mean")) / (Column(name + ".running_var") + 1e-5f).sqrt() * Column(name + ".weight") + Column(name + ".bias");

    private Tensor Column(string name) => t[name].view(1, -1, 1, 1);
}
