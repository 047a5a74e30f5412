using System.Numerics.Tensors;
using FrequencyML.Models;
using FrequencyML.Training.Data;
using FrequencyML.Training.Networks;
using static TorchSharp.torch;

namespace FrequencyML.Training.Export;

/// <summary>How far an exported model is from the network it came from, on the same images.</summary>
/// <param name="Images">Their number.</param>
/// <param name="LogitsDifference">
/// The largest difference of a logit, relative to the range of all logits, over the images whose gates are all equal.
/// </param>
/// <param name="EmbeddingDifference">Likewise of the features that the linear layer reads.</param>
/// <param name="GateDifferences">Gates that differ although their logits are more than <see cref="TieMargin"/> apart.</param>
/// <param name="GateTies">Gates whose logits are at most <see cref="TieMargin"/> apart, where rounding may decide.</param>
/// <param name="DifferingTies">The images in which a tie fell the other way: another channel is open, so their logits are not compared.</param>
/// <param name="Agreement">The share of images to which both give the same class, 0..1.</param>
/// <param name="NetworkAccuracy">The network's top-1, 0..1; 0 for images without labels.</param>
/// <param name="Accuracy">The exported model's top-1, 0..1; 0 for images without labels.</param>
internal sealed record ExportCheck(
    int Images, double LogitsDifference, double EmbeddingDifference, long GateDifferences, long GateTies, int DifferingTies, double Agreement,
    double NetworkAccuracy, double Accuracy)
{
    public const double TieMargin = 1e-4, Tolerance = 1e-4, LeastAgreement = 0.9;

    /// <summary>
    /// Of float16 weights: each is off by up to 2^-11 = 4.9e-4 of itself, independently of the others, so that the errors of the 50 layers
    /// of the deepest network add up to some sqrt(50) * 4.9e-4 = 3.5e-3 of a logit or feature; three times that is a defect.
    /// </summary>
    public const double HalfTolerance = 1e-2;

    private const int BatchSize = 32, RandomInputs = 16;

    /// <summary>Whether the model is as close to the network as its format can be; false where no image was left to compare.</summary>
    public bool PassesAs(ExportFormat format) => GateDifferences == 0 && format switch
    {
        ExportFormat.Int8 => Agreement >= LeastAgreement,
        ExportFormat.Float16 => LogitsDifference <= HalfTolerance && EmbeddingDifference <= HalfTolerance && DifferingTies < Images,
        _ => LogitsDifference <= Tolerance && EmbeddingDifference <= Tolerance && DifferingTies < Images,
    };

    /// <summary>Runs both over images.</summary>
    public static ExportCheck Measure(FrequencyNetwork network, FrequencyModel model, LabelledImages images) =>
        Measure(network, model, EvaluationBatches.Read(images, model.CreateExtractor(), BatchSize));

    /// <summary>Runs both over random numbers, distributed as the channels of the training images are.</summary>
    /// <param name="network">The network.</param>
    /// <param name="model">The model it was exported to.</param>
    /// <param name="normalization">That of the channels, or of R, G and B, in place of which all channels deviate alike.</param>
    public static ExportCheck MeasureOnRandom(FrequencyNetwork network, FrequencyModel model, NormalizationConstants normalization)
    {
        const double deviationOfPixels = 30;                                          // of white noise: the same in every coefficient
        var channels = model.Metadata.Selection.Count;
        var perChannel = model.CreateExtractor().Length / channels;
        var random = new SampleRandom(1, 0);
        var isRgb = network.pixels is not null;
        return Measure(network, model, Enumerable.Range(0, 2).Select(_ =>
        {
            var values = new float[RandomInputs / 2 * channels * perChannel];
            for (var i = 0; i < values.Length; i++)
            {
                var channel = i / perChannel % channels;
                var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                values[i] = (float)(isRgb ? deviationOfPixels * normal : normalization.Mean[channel] + normalization.Deviation[channel] * normal);
            }
            return new EvaluationBatch(values, [.. Enumerable.Repeat(-1, RandomInputs / 2)]);
        }));
    }

    private static ExportCheck Measure(FrequencyNetwork network, FrequencyModel model, IEnumerable<EvaluationBatch> batches)
    {
        var extractor = model.CreateExtractor();
        using var scorer = new BatchScorer(model, BatchSize, embedding: true);
        var (logitsDifference, embeddingDifference) = (new Difference(), new Difference());
        var (differing, ties, differingTies) = (0L, 0L, 0);
        var (images, agreeing, networkCorrect, correct) = (0, 0.0, 0.0, 0.0);
        network.eval();
        using var mode = inference_mode();
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            var expected = network.forward(Predictions.ToTensor(batch, extractor));
            var logits = expected.Logits.data<float>().ToArray();                     // [N, classes]
            var features = expected.Embedding.data<float>().ToArray();                // [N, features]
            var gates = expected.Gate?.Logits.data<float>().ToArray();                // [N, C, 2]
            for (var row = 0; row < batch.Labels.Length; row++)
                batch.Values.AsSpan(row * extractor.Length, extractor.Length).CopyTo(scorer.Input(row));
            scorer.Run(batch.Labels.Length);
            for (var row = 0; row < batch.Labels.Length; row++)
            {
                var gate = scorer.Gate(row);
                var tieDiffers = false;
                for (var channel = 0; channel < gate.Length; channel++)
                {
                    var pair = gates.AsSpan((row * gate.Length + channel) * 2, 2);
                    var differs = (gate[channel] > 0.5f) != (pair[1] > pair[0]);
                    if (Math.Abs(pair[1] - pair[0]) <= TieMargin)
                    {
                        ties++;
                        tieDiffers |= differs;
                    }
                    else if (differs) differing++;
                }
                if (tieDiffers) differingTies++;
                var actual = scorer.Logits(row);
                var wanted = logits.AsSpan(row * actual.Length, actual.Length);
                logitsDifference.Add(wanted, actual, isCompared: !tieDiffers);
                var embedding = scorer.Embedding(row);
                embeddingDifference.Add(features.AsSpan(row * embedding.Length, embedding.Length), embedding, isCompared: !tieDiffers);
                int networkClass = TensorPrimitives.IndexOfMax(wanted), modelClass = TensorPrimitives.IndexOfMax(actual);
                images++;
                if (networkClass == modelClass) agreeing++;
                if (networkClass == batch.Labels[row]) networkCorrect++;
                if (modelClass == batch.Labels[row]) correct++;
            }
        }
        return new(images, logitsDifference.Relative, embeddingDifference.Relative, differing, ties, differingTies, agreeing / images, networkCorrect / images, correct / images);
    }

    public override string ToString() => FormattableString.Invariant(
        $"{Images} images: logits differ by at most {LogitsDifference:0.0E+0} of their range, features by {EmbeddingDifference:0.0E+0} of theirs, {GateDifferences} gates differ beyond ties, {GateTies} ties, which fell the other way in {DifferingTies} images; the same class for {Agreement:P2}");

    /// <summary>The largest difference between two sequences of numbers, and the range of the first.</summary>
    private sealed class Difference
    {
        private double largest, low = double.MaxValue, high = double.MinValue;

        /// <summary>The difference relative to the range; 0 where there is none, even if all numbers are one.</summary>
        public double Relative => largest == 0 ? 0 : largest / (high - low);

        public void Add(ReadOnlySpan<float> wanted, ReadOnlySpan<float> actual, bool isCompared)
        {
            for (var i = 0; i < wanted.Length; i++)
            {
                (low, high) = (Math.Min(low, wanted[i]), Math.Max(high, wanted[i]));
                if (isCompared) largest = Math.Max(largest, Math.Abs(wanted[i] - actual[i]));
            }
        }
    }
}
