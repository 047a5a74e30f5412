using FrequencyML.Dct;
using FrequencyML.Training.Data;
using FrequencyML.Training.Networks;
using static TorchSharp.torch;

namespace FrequencyML.Training;

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
        var channels = settings.ParsedSelection.Count;
        var predicted = new List<int>();
        var (open, probability, patterns) = (new long[channels], new double[channels], new HashSet<string>());
        Run(network, settings, images, output =>
        {
            predicted.AddRange(output.Logits.argmax(1).data<long>().ToArray().Select(label => (int)label));
            if (output.Gate is not { } gate) return;
            var keep = ChannelGate.KeepProbability(gate.Logits).data<float>().ToArray();   // [N, C]
            var flags = ChannelGate.Decide(gate.Logits).data<float>().ToArray();           // [N, C]
            for (var i = 0; i < flags.Length; i++)
            {
                open[i % channels] += (long)flags[i];
                probability[i % channels] += keep[i];
            }
            foreach (var row in flags.Chunk(channels)) patterns.Add(string.Concat(row.Select(flag => flag > 0 ? '1' : '0')));
        });
        var count = (double)images.Files.Count;
        return new(images, [.. predicted], network.gate is null ? null : new GateStatistics(
            Array.ConvertAll(open, times => times / count), Array.ConvertAll(probability, sum => sum / count), patterns.Count, network.gate.IsSoft));
    }

    /// <summary>The gate's margins, logit on minus logit off, of every image and channel, in evaluation mode.</summary>
    /// <returns><c>[images, C]</c>.</returns>
    public static float[] GateMargins(FrequencyNetwork network, TrainingSettings settings, LabelledImages images)
    {
        var margins = new List<float>();
        Run(network, settings, images, output =>
        {
            var pair = output.Gate!.Value.Logits;                                          // [N, C, 2]
            margins.AddRange((pair.select(-1, 1) - pair.select(-1, 0)).contiguous().data<float>().ToArray());
        });
        return [.. margins];
    }

    private static void Run(FrequencyNetwork network, TrainingSettings settings, LabelledImages images, Action<NetworkOutput> visit)
    {
        var extractor = new DctChannelExtractor(settings.ParsedSelection, settings.Geometry);
        var wasTraining = network.training;
        network.eval();
        using var mode = inference_mode();
        foreach (var batch in EvaluationBatches.Read(images, extractor, settings.BatchSize))
        {
            using var scope = NewDisposeScope();
            visit(network.forward(ToTensor(batch, extractor)));
        }
        network.train(wasTraining);
    }

    /// <summary>A batch as a tensor <c>[N, C, H/8, W/8]</c>.</summary>
    public static Tensor ToTensor(EvaluationBatch batch, DctChannelExtractor extractor) =>
        tensor(batch.Values, [batch.Labels.Length, extractor.Selection.Count, extractor.Geometry.CropInBlocks, extractor.Geometry.CropInBlocks]);
}
