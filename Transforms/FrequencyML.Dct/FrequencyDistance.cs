using System.Numerics.Tensors;

namespace FrequencyML.Dct;

/// <summary>How far two images are apart: the root mean square difference of their channels, weighted by frequency.</summary>
/// <remarks>
/// For tensors a and b with C channels of B blocks each, and a weight w_c per channel,
/// <c>D(a, b) = sqrt( sum_c w_c^2 * (1/B) * sum_blocks (a_c - b_c)^2 / sum_c w_c^2 )</c>, in JPEG coefficient units.
/// <para>
/// The weight is a factor of the coefficients and is squared with their difference, as the contrast sensitivity is in PSNR-HVS (Egiazarian,
/// Astola, Ponomarenko, Lukin, Battisti, Carli: "New full-reference quality metrics based on HVS", VPQM 2006). So D is proportional to the
/// Euclidean distance of the two tensors after every channel is multiplied by its weight, as a soft gate does. Unlike PSNR-HVS it is divided
/// by the weights: it does not change when all of them are multiplied by one number, and it is not turned into decibels.
/// </para>
/// <para>
/// Flat weights over all 192 channels give the root mean square difference of the YCbCr samples, 0..255, because the DCT is orthonormal
/// (Parseval). D is a metric where every weight is above 0; channels that weigh 0 do not count, so there tensors that differ may have the
/// distance 0. It compares places: a copy that was recompressed, resized or slightly blurred is near, one that was cropped, turned or
/// mirrored is not.
/// </para>
/// <para>
/// Weigh low frequencies as much as high ones or more. Weights that raise high frequencies, such as one over each channel's standard
/// deviation, or that drop DC, may find a blurred copy of a rough texture nearer to another, smooth image than to its original.
/// </para>
/// </remarks>
public static class FrequencyDistance
{
    /// <summary>The distance of two images; see the remarks of the class.</summary>
    /// <param name="a"><c>[C, H/8, W/8]</c>, row-major, in JPEG coefficient units; C and its order are those of the weights' selection.</param>
    /// <param name="b">The other image's, of the same selection and geometry.</param>
    /// <param name="weights">How much each of the C channels counts.</param>
    /// <returns>
    /// At least 0, in JPEG coefficient units; 0 for equal tensors, and NaN where either holds NaN, even in a channel that weighs 0. Accurate
    /// to float32, for differences up to 1e15.
    /// </returns>
    /// <exception cref="ArgumentException">The tensors differ in length, or are not C channels of at least one block.</exception>
    public static double Between(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ChannelWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (b.Length != a.Length) throw new ArgumentException($"One tensor has {a.Length} values and the other {b.Length}.", nameof(b));
        if (a.IsEmpty || a.Length % weights.Count != 0)
        {
            throw new ArgumentException(
                $"{a.Length} values are not {weights.Count} channels of one size; the weights are of {weights.Selection}.", nameof(a));
        }
        var blocks = a.Length / weights.Count;
        double sum = 0, norm = 0;
        for (var place = 0; place < weights.Count; place++)
        {
            double difference = TensorPrimitives.Distance(a.Slice(place * blocks, blocks), b.Slice(place * blocks, blocks));
            double weight = weights[place];
            sum += weight * weight * difference * difference;
            norm += weight * weight;
        }
        return Math.Sqrt(sum / (norm * blocks));
    }
}
