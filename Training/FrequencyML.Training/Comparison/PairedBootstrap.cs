using FrequencyML.Training.Data;

namespace FrequencyML.Training.Comparison;

/// <summary>
/// How much two variants differ in accuracy on the same images, and how sure that is: images and, within each variant, seeds are drawn
/// again with replacement.
/// </summary>
/// <param name="Difference">The first minus the second, in shares of the images.</param>
/// <param name="Low">The 2.5th percentile of the resampled differences.</param>
/// <param name="High">The 97.5th percentile of the resampled differences.</param>
/// <remarks>
/// Source: Efron, Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13. With few seeds the spread between seeds is
/// underestimated; with one it is not in the interval at all.
/// </remarks>
internal readonly record struct PairedBootstrap(double Difference, double Low, double High)
{
    private const int Samples = 10_000;

    /// <summary>Compares two variants.</summary>
    /// <param name="first"><c>[seed][image]</c>, whether the image was classified right.</param>
    /// <param name="second">Likewise, of the same images.</param>
    /// <param name="seed">Equal seeds give equal intervals.</param>
    public static PairedBootstrap Measure(bool[][] first, bool[][] second, int seed = 1)
    {
        var images = first[0].Length;
        var random = new SampleRandom(seed, images);
        var (times, drawn) = (new int[images], new double[Samples]);
        for (var sample = 0; sample < Samples; sample++)
        {
            Array.Clear(times);
            for (var i = 0; i < images; i++) times[random.NextInt(images)]++;
            drawn[sample] = (Resampled(first, times, ref random) - Resampled(second, times, ref random)) / images;
        }
        Array.Sort(drawn);
        return new(Mean(first) - Mean(second), drawn[(int)(0.025 * Samples)], drawn[(int)(0.975 * Samples)]);
    }

    /// <summary>The mean number of right images over as many seeds, drawn with replacement.</summary>
    private static double Resampled(bool[][] variant, int[] times, ref SampleRandom random)
    {
        long sum = 0;
        for (var draw = 0; draw < variant.Length; draw++)
        {
            var right = variant[random.NextInt(variant.Length)];
            for (var i = 0; i < times.Length; i++) sum += right[i] ? times[i] : 0;
        }
        return (double)sum / variant.Length;
    }

    private static double Mean(bool[][] variant) => variant.Average(seed => seed.Average(right => right ? 1.0 : 0));
}
