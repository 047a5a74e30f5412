using FrequencyML.Dct;
using FrequencyML.Training.Data;
using FrequencyML.Training.Networks;
using static TorchSharp.torch;

namespace FrequencyML.Training;

/// <summary>How a network does on a set of images.</summary>
/// <param name="Images">Their number.</param>
/// <param name="Accuracy">Top-1, 0..1.</param>
/// <param name="OpenChannels">The mean number of open channels; null without a hard gate.</param>
/// <param name="GateRate">The mean share of open channels, 0..1; null without a hard gate.</param>
/// <param name="GatePatterns">The number of different gates seen; null without a hard gate.</param>
/// <param name="VaryingChannels">The channels that are open for some images and closed for others; null without a hard gate.</param>
internal sealed record Evaluation(int Images, double Accuracy, double? OpenChannels, double? GateRate, int? GatePatterns, int? VaryingChannels)
{
    public override string ToString() => FormattableString.Invariant($"top-1 {Accuracy:P2} on {Images} images") + (GateRate is null
        ? ""
        : FormattableString.Invariant($", {OpenChannels:F1} channels open ({GateRate:P1}), {GatePatterns} different gates, {VaryingChannels} channels vary"));
}

/// <summary>What a network says of every image, and its gate of every channel.</summary>
/// <param name="Images">The images.</param>
/// <param name="Predicted">The class of each image, in the order of the files.</param>
/// <param name="Gate">Of the gate; null without one.</param>
internal sealed record Predictions(LabelledImages Images, int[] Predicted, GateStatistics? Gate)
{
    /// <summary>In one line.</summary>
    public Evaluation Summary
    {
        get
        {
            var accuracy = Predicted.Zip(Images.Files, (predicted, file) => predicted == file.Label ? 1.0 : 0).Average();
            if (Gate is not { IsSoft: false } gate) return new(Predicted.Length, accuracy, null, null, null, null);
            var open = gate.KeepShare.Sum();
            return new(Predicted.Length, accuracy, open, open / gate.KeepShare.Length, gate.Patterns, gate.KeepShare.Count(share => share is > 0 and < 1));
        }
    }

    /// <summary>Writes one line an image.</summary>
    public void Write(string path) => Prediction.Write(path, Predicted.Select((predicted, index) => new Prediction(
        Path.GetRelativePath(Images.Folder, Images.Files[index].Path).Replace('\\', '/'), Images.Labels[Images.Files[index].Label], Images.Labels[predicted])));

    /// <summary>Runs a network over images, in evaluation mode.</summary>
    public static Predictions Measure(FrequencyNetwork network, TrainingSettings settings, LabelledImages images)
    {
        var extractor = new DctChannelExtractor(settings.ParsedSelection, settings.Geometry);
        var (predicted, channels) = (new List<int>(), extractor.Selection.Count);
        var (open, probability, patterns) = (new long[channels], new double[channels], new HashSet<string>());
        var wasTraining = network.training;
        network.eval();
        using var mode = inference_mode();
        foreach (var batch in EvaluationBatches.Read(images, extractor, settings.BatchSize))
        {
            using var scope = NewDisposeScope();
            var output = network.forward(ToTensor(batch, extractor));
            predicted.AddRange(output.Logits.argmax(1).data<long>().ToArray().Select(label => (int)label));
            if (output.Gate is not { } gate) continue;
            var keep = ChannelGate.KeepProbability(gate.Logits).data<float>().ToArray();              // [N, C]
            var flags = ChannelGate.Decide(gate.Logits).data<float>().ToArray();                      // [N, C]
            for (var row = 0; row < batch.Labels.Length; row++)
            {
                for (var channel = 0; channel < channels; channel++)
                {
                    open[channel] += (long)flags[row * channels + channel];
                    probability[channel] += keep[row * channels + channel];
                }
                patterns.Add(string.Concat(flags.Skip(row * channels).Take(channels).Select(flag => flag > 0 ? '1' : '0')));
            }
        }
        network.train(wasTraining);
        var count = (double)images.Files.Count;
        return new(images, [.. predicted], network.gate is null ? null : new GateStatistics(
            Array.ConvertAll(open, times => times / count), Array.ConvertAll(probability, sum => sum / count), patterns.Count, network.gate.IsSoft));
    }

    /// <summary>The gate's margins, logit on minus logit off, of every image and channel, in evaluation mode.</summary>
    /// <returns><c>[images, C]</c>.</returns>
    public static float[] GateMargins(FrequencyNetwork network, TrainingSettings settings, LabelledImages images)
    {
        var extractor = new DctChannelExtractor(settings.ParsedSelection, settings.Geometry);
        var margins = new List<float>();
        var wasTraining = network.training;
        network.eval();
        using var mode = inference_mode();
        foreach (var batch in EvaluationBatches.Read(images, extractor, settings.BatchSize))
        {
            using var scope = NewDisposeScope();
            var pair = network.forward(ToTensor(batch, extractor)).Gate!.Value.Logits;   // [N, C, 2]
            margins.AddRange((pair.select(-1, 1) - pair.select(-1, 0)).contiguous().data<float>().ToArray());
        }
        network.train(wasTraining);
        return [.. margins];
    }

    /// <summary>A batch as a tensor <c>[N, C, H/8, W/8]</c>.</summary>
    public static Tensor ToTensor(EvaluationBatch batch, DctChannelExtractor extractor) =>
        tensor(batch.Values, [batch.Labels.Length, extractor.Selection.Count, extractor.Geometry.CropInBlocks, extractor.Geometry.CropInBlocks]);
}

/// <summary>What a gate does over many images.</summary>
/// <param name="KeepShare">For each channel the share of images whose keep probability is above one half, 0..1.</param>
/// <param name="KeepProbability">For each channel the mean keep probability, or the mean weight of a soft gate, 0..1.</param>
/// <param name="Patterns">The number of different sets of open channels.</param>
/// <param name="IsSoft">Whether the gate weighs channels, instead of opening and closing them.</param>
internal sealed record GateStatistics(double[] KeepShare, double[] KeepProbability, int Patterns, bool IsSoft);
