using FrequencyML.Models;
using FrequencyML.Training.Data;
using FrequencyML.Training.Networks;
using static TorchSharp.torch;

namespace FrequencyML.Training;

/// <summary>How far an exported model is from the network it came from, on the same images or other channels.</summary>
/// <param name="Images">Their number.</param>
/// <param name="LogitsDifference">
/// The largest difference of a logit, relative to the range of all logits, over the images whose gates are all equal.
/// </param>
/// <param name="GateDifferences">Gates that differ although their logits are more than <see cref="TieMargin"/> apart.</param>
/// <param name="GateTies">Gates whose logits are at most <see cref="TieMargin"/> apart, where rounding may decide.</param>
/// <param name="DifferingTies">The images in which a tie fell the other way: another channel is open, so their logits are not compared.</param>
internal sealed record ExportCheck(int Images, double LogitsDifference, long GateDifferences, long GateTies, int DifferingTies)
{
    public const double TieMargin = 1e-4, Tolerance = 1e-4;

    /// <summary>Whether the two are equal; false where no image was left to compare.</summary>
    public bool Passed => LogitsDifference <= Tolerance && GateDifferences == 0 && DifferingTies < Images;

    /// <summary>Runs both over images.</summary>
    public static ExportCheck Measure(FrequencyNetwork network, FrequencyModel model, LabelledImages images)
    {
        const int batchSize = 32;
        return Measure(network, model, batchSize, EvaluationBatches.Read(images, model.CreateExtractor(), batchSize).Select(batch => batch.Values));
    }

    /// <summary>Runs both over channels.</summary>
    /// <param name="network">In evaluation mode afterwards.</param>
    /// <param name="model">The exported network.</param>
    /// <param name="batchSize">The most rows of a batch.</param>
    /// <param name="batches">Each <c>[rows, C, H/8, W/8]</c>, row-major, raw channels in JPEG coefficient units.</param>
    public static ExportCheck Measure(FrequencyNetwork network, FrequencyModel model, int batchSize, IEnumerable<float[]> batches)
    {
        using var scorer = new BatchScorer(model, batchSize);
        long channels = model.Metadata.Selection.Count, blocks = model.Metadata.Geometry.CropInBlocks;
        var (difference, low, high, differing, ties, differingTies, images) = (0.0, double.MaxValue, double.MinValue, 0L, 0L, 0, 0);
        network.eval();
        using var mode = inference_mode();
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            var rows = batch.Length / scorer.RowLength;
            var expected = network.forward(tensor(batch, [rows, channels, blocks, blocks]));
            var logits = expected.Logits.data<float>().ToArray();                     // [N, classes]
            var gates = expected.Gate?.Logits.data<float>().ToArray();                // [N, C, 2]
            for (var row = 0; row < rows; row++) batch.AsSpan(row * scorer.RowLength, scorer.RowLength).CopyTo(scorer.Input(row));
            scorer.Run(rows);
            images += rows;
            for (var row = 0; row < rows; row++)
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
                for (var i = 0; i < actual.Length; i++)
                {
                    var logit = logits[row * actual.Length + i];
                    (low, high) = (Math.Min(low, logit), Math.Max(high, logit));
                    if (!tieDiffers) difference = Math.Max(difference, Math.Abs(logit - actual[i]));
                }
            }
        }
        return new(images, difference / (high - low), differing, ties, differingTies);
    }

    public override string ToString() => FormattableString.Invariant(
        $"{Images} images: logits differ by at most {LogitsDifference:E1} of their range, {GateDifferences} gates differ beyond ties, {GateTies} ties, which fell the other way in {DifferingTies} images");
}
