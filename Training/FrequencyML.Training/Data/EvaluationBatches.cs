using FrequencyML.Dct;

namespace FrequencyML.Training.Data;

/// <summary>One batch of exact channels.</summary>
/// <param name="Values"><c>[Labels.Length, C, H/8, W/8]</c>, valid until the next batch.</param>
/// <param name="Labels">The class of each row.</param>
internal readonly record struct EvaluationBatch(float[] Values, int[] Labels);

/// <summary>Decodes images batch by batch, in order, as scoring does: centre crop, float32.</summary>
internal static class EvaluationBatches
{
    /// <exception cref="InvalidDataException">An image cannot be decoded; the message names it.</exception>
    public static IEnumerable<EvaluationBatch> Read(LabelledImages images, DctChannelExtractor extractor, int batchSize)
    {
        foreach (var files in images.Files.Chunk(batchSize))
        {
            var values = new float[files.Length * extractor.Length];
            ImageDecoding.For(files.Length, row =>
                ImageDecoding.Extract(extractor, files[row].Path, values.AsSpan(row * extractor.Length, extractor.Length)));
            yield return new(values, [.. files.Select(file => file.Label)]);
        }
    }
}
