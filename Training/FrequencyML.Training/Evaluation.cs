using FrequencyML.Dct;
using FrequencyML.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace FrequencyML.Training;

/// <summary>How a network does on a set of images.</summary>
/// <param name="Images">Their number.</param>
/// <param name="Accuracy">Top-1, 0..1.</param>
/// <param name="GateRate">The mean share of open channels, 0..1; null without a gate.</param>
/// <param name="GatePatterns">The number of different gates seen; null without a gate.</param>
/// <param name="VaryingChannels">The channels that are open for some images and closed for others; null without a gate.</param>
internal sealed record Evaluation(int Images, double Accuracy, double? GateRate, int? GatePatterns, int? VaryingChannels)
{
    /// <summary>Runs a network over images, in evaluation mode.</summary>
    public static Evaluation Measure(GatedResNet network, TrainingSettings settings, LabelledImages images)
    {
        var extractor = new DctChannelExtractor(settings.ParsedSelection, settings.Geometry);
        var (correct, open, patterns) = (0L, new long[extractor.Selection.Count], new HashSet<string>());
        var wasTraining = network.training;
        network.eval();
        using var mode = inference_mode();
        foreach (var batch in EvaluationBatches.Read(images, extractor, settings.BatchSize))
        {
            using var scope = NewDisposeScope();
            var output = network.forward(ToTensor(batch, extractor));
            correct += output.Logits.argmax(1).eq(tensor(Array.ConvertAll(batch.Labels, label => (long)label))).sum().ToInt64();
            if (output.Gate is not { } gate) continue;
            var flags = gate.Gate.data<float>().ToArray();                            // [N, C]
            foreach (var row in flags.Chunk(open.Length))
            {
                for (var channel = 0; channel < open.Length; channel++) open[channel] += (long)row[channel];
                patterns.Add(string.Concat(row.Select(flag => flag > 0 ? '1' : '0')));
            }
        }
        network.train(wasTraining);
        var count = images.Files.Count;
        return network.gate is null
            ? new(count, (double)correct / count, null, null, null)
            : new(count, (double)correct / count, (double)open.Sum() / count / open.Length, patterns.Count,
                open.Count(times => times > 0 && times < count));
    }

    /// <summary>A batch as a tensor <c>[N, C, H/8, W/8]</c>.</summary>
    public static Tensor ToTensor(EvaluationBatch batch, DctChannelExtractor extractor) =>
        tensor(batch.Values, [batch.Labels.Length, extractor.Selection.Count, extractor.Geometry.CropInBlocks, extractor.Geometry.CropInBlocks]);

    public override string ToString() => FormattableString.Invariant($"top-1 {Accuracy:P2} on {Images} images") + (GateRate is null
        ? ""
        : FormattableString.Invariant($", gate open {GateRate:P1}, {GatePatterns} different gates, {VaryingChannels} channels vary"));
}
