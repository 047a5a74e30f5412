using FrequencyML.Dct;

namespace FrequencyML.Training.Data;

/// <summary>
/// The baseline of colour alone: each image is its mean Y, Cb and Cr (the means of the three DC channels), each class the mean of its
/// images, and the nearest class wins.
/// </summary>
internal static class DcCentroids
{
    /// <summary>Top-1 accuracy, 0..1, of centroids from one set on another.</summary>
    public static double Accuracy(LabelledImages training, LabelledImages test, ImageGeometry geometry)
    {
        var extractor = new DctChannelExtractor(ChannelSelection.LowFrequency(1, 1, 1), geometry);
        var centroids = Features(training, extractor).GroupBy(image => image.Label)
            .Select(group => (group.Key, Mean: Enumerable.Range(0, 3).Select(i => group.Average(image => image.Means[i])).ToArray())).ToArray();
        return Features(test, extractor).Average(image =>
            centroids.MinBy(centroid => centroid.Mean.Zip(image.Means, (a, b) => (a - b) * (a - b)).Sum()).Key == image.Label ? 1.0 : 0.0);
    }

    private static List<(int Label, double[] Means)> Features(LabelledImages images, DctChannelExtractor extractor) =>
        [.. from batch in EvaluationBatches.Read(images, extractor, 64)
            from row in batch.Labels.Select((label, index) => (label, values: batch.Values.AsMemory(index * extractor.Length, extractor.Length).ToArray()))
            select (row.label, row.values.Chunk(extractor.Length / 3).Select(plane => plane.Average(value => (double)value)).ToArray())];
}
