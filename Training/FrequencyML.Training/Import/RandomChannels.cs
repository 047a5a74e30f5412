using FrequencyML.Training.Data;

namespace FrequencyML.Training.Import;

/// <summary>Channels of no image, to compare two forms of one network where no images are at hand.</summary>
internal static class RandomChannels
{
    /// <summary>Batches in which each channel is normally distributed with its own mean and deviation.</summary>
    /// <param name="normalization">Mean and deviation of every channel.</param>
    /// <param name="blocks">H/8 and W/8.</param>
    /// <param name="batches">Their number.</param>
    /// <param name="batchSize">Rows of each.</param>
    /// <param name="seed">Of the values.</param>
    /// <returns>Each <c>[batchSize, C, blocks, blocks]</c>, row-major, in JPEG coefficient units.</returns>
    public static IEnumerable<float[]> Create(NormalizationConstants normalization, int blocks, int batches, int batchSize, int seed)
    {
        var random = new Random(seed);
        var (channels, area) = (normalization.Mean.Count, blocks * blocks);
        for (var batch = 0; batch < batches; batch++)
        {
            var values = new float[batchSize * channels * area];
            for (var i = 0; i < values.Length; i++)
            {
                var channel = i / area % channels;
                // Box and Muller's method; 1 - u is above 0.
                var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
                values[i] = (float)(normalization.Mean[channel] + normalization.Deviation[channel] * normal);
            }
            yield return values;
        }
    }
}
