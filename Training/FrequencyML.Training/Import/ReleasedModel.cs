using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Training.Data;
using FrequencyML.Training.Networks;
using static TorchSharp.torch;

namespace FrequencyML.Training.Import;

/// <summary>A model of the authors of "Learning in the Frequency Domain", as its checkpoint's tensors show it.</summary>
/// <param name="Settings">Network, gate, selection and geometry.</param>
/// <param name="Classes">The number of logits.</param>
/// <remarks>Source: Xu et al., CVPR 2020, and the released models; geometry 512/448 for ResNet-50, 1024/896 for MobileNetV2.</remarks>
internal sealed record ReleasedModel(TrainingSettings Settings, int Classes)
{
    private const int MaxClasses = 1 << 16;
    private const string TrainingData = "ImageNet, by the authors of \"Learning in the Frequency Domain\" (Xu et al., CVPR 2020)";

    /// <summary>The normalization that the released models use.</summary>
    public NormalizationConstants Normalization => ReleasedNormalization.Of(Settings.ParsedSelection);

    /// <summary>Finds out which of the released networks a checkpoint holds.</summary>
    /// <exception cref="InvalidOperationException">None of them; the message says what is missing.</exception>
    public static ReleasedModel Recognize(Checkpoint checkpoint)
    {
        const string resNetInput = "model.0.0.conv1.weight", mobileNetInput = "features.0.conv.0.weight";
        var isResNet = checkpoint.Tensors.ContainsKey(resNetInput);
        if (!isResNet && !checkpoint.Tensors.ContainsKey(mobileNetInput))
            throw new InvalidOperationException(
                $"The checkpoint has neither '{resNetInput}' (ResNet-50) nor '{mobileNetInput}' (MobileNetV2), but for instance '{checkpoint.Tensors.Keys.First()}'; it is none of the released models.");
        var channels = isResNet ? Length(resNetInput, axis: 1) : Length(mobileNetInput, axis: 0);
        if (channels is not (6 or 24 or 32 or 48 or 64 or DctChannel.Total))
            throw new InvalidOperationException(
                $"The first convolution takes {channels} channels; selections of 6, 24, 32, 48, 64 or {DctChannel.Total} were published.");
        var head = isResNet ? "fc.weight" : "classifier.weight";
        if (!checkpoint.Tensors.ContainsKey(head)) throw new InvalidOperationException($"The checkpoint has no tensor '{head}'.");
        var classes = Length(head, axis: 0);
        if (classes is < 1 or > MaxClasses) throw new InvalidOperationException($"Tensor '{head}' is for {classes} classes; expected 1 to {MaxClasses}.");
        return new(
            new TrainingSettings
            {
                Network = isResNet ? NetworkKind.ResNet50 : NetworkKind.MobileNetV2,
                Selection = ChannelSelection.Published((int)channels).ToString(),
                Resize = isResNet ? 512 : 1024,
                Crop = isResNet ? 448 : 896,
                Kernel = ResizeKernel.Bilinear,
                ChromaFilter = ChromaFilter.Dctnet,
                Gate = checkpoint.Tensors.Keys.Any(name => name.StartsWith("inp_GM.", StringComparison.Ordinal)) ? GateKind.Hard : GateKind.None,
            },
            (int)classes);

        long Length(string name, int axis)
        {
            var shape = checkpoint.Tensors[name].Shape;
            return axis < shape.Count ? shape[axis]
                : throw new InvalidOperationException($"Tensor '{name}' is {TensorReference.Text(shape)}; expected more dimensions.");
        }
    }

    /// <summary>Creates the network and fills every parameter and buffer from the checkpoint.</summary>
    /// <returns>In evaluation mode.</returns>
    /// <inheritdoc cref="Fill"/>
    public FrequencyNetwork CreateNetwork(Checkpoint checkpoint)
    {
        var network = new FrequencyNetwork(Settings, Classes, Normalization);
        try
        {
            Fill(network, Settings, checkpoint);
            network.eval();
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>What an exported model says of itself.</summary>
    /// <param name="labels">One per class.</param>
    public ModelMetadata Describe(IReadOnlyList<string> labels) => new()
    {
        Selection = Settings.ParsedSelection,
        Geometry = Settings.Geometry,
        Labels = labels,
        Architecture = Settings.Architecture,
        TrainingData = TrainingData,
    };

    /// <summary>Fills a network from a checkpoint: all of the one from all of the other.</summary>
    /// <exception cref="InvalidOperationException">A tensor is missing, left over or of another shape; the message names it. The network is untouched.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    /// <exception cref="NotSupportedException">A tensor is of integers.</exception>
    public static void Fill(FrequencyNetwork network, TrainingSettings settings, Checkpoint checkpoint)
    {
        var state = network.state_dict();
        var names = ReleasedNames.Of(network, settings).ToArray();
        var unused = checkpoint.Tensors.Keys.Where(name => !ReleasedNames.IsCounter(name)).ToHashSet();
        foreach (var (ours, released) in names)
        {
            if (!unused.Remove(released))
                throw new InvalidOperationException(
                    $"The checkpoint has no tensor '{released}'; {settings.Architecture} needs one of {TensorReference.Text(state[ours].shape)}.");
            Expect(released, state[ours].shape);
        }
        var hasGateBias = network.gate is not null && unused.Remove(ReleasedNames.GateBias);
        if (hasGateBias) Expect(ReleasedNames.GateBias, network.gate!.norm.running_mean!.shape);
        if (unused.Count > 0)
        {
            var first = unused.Order(StringComparer.Ordinal).First();
            throw new InvalidOperationException(
                $"Tensor '{first}' {TensorReference.Text(checkpoint.Tensors[first].Shape)} of the checkpoint has no place in {settings.Architecture}; tensors left over: {unused.Count}.");
        }

        using var mode = no_grad();
        foreach (var (ours, released) in names)
        {
            using var values = tensor(checkpoint.Read(released), state[ours].shape);
            state[ours].copy_(values);
        }
        if (!hasGateBias) return;
        using var bias = tensor(checkpoint.Read(ReleasedNames.GateBias));
        network.gate!.norm.running_mean!.sub_(bias);                                  // norm(x + bias) is norm(x) with its mean moved

        void Expect(string name, long[] shape)
        {
            var found = checkpoint.Tensors[name].Shape;
            if (!found.SequenceEqual(shape))
                throw new InvalidOperationException(
                    $"Tensor '{name}' of the checkpoint is {TensorReference.Text(found)}; {settings.Architecture} expects {TensorReference.Text(shape)}.");
        }
    }
}
