using FrequencyML.Dct;
using FrequencyML.Training.Data;
using FrequencyML.Training.Onnx;
using static TorchSharp.torch;

namespace FrequencyML.Training.Networks;

/// <summary>
/// All 192 channels back to RGB samples, 0..255 but for what the inverse DCT overshoots: inverse 8x8 DCT and full-range BT.601, one
/// transposed convolution without anything to learn. The first layer of the networks on RGB, so that they read the same files in the same
/// way and differ in nothing but what they see.
/// </summary>
internal sealed class PixelReconstruction : nn.Module<Tensor, Tensor>, IOnnxExportable
{
    // ITU-T T.871 (JFIF), clause 7: R, G and B from Y, Cb and Cr.
    private static readonly double[,] FromYCbCr = { { 1, 0, 1.402 }, { 1, -0.344136286, -0.714136286 }, { 1, 1.772, 0 } };

    public readonly Tensor weight;
    public readonly Tensor bias;

    public PixelReconstruction()
        : base(nameof(PixelReconstruction))
    {
        var values = new float[ChannelSelection.All.Count * 3 * 64];                  // [channel, color, y, x]
        var (coefficients, samples) = (new float[64], new float[64]);
        for (var channel = 0; channel < ChannelSelection.All.Count; channel++)
        {
            Array.Clear(coefficients);
            coefficients[channel % 64] = 1;
            Dct8x8.Inverse(coefficients, samples);
            for (var color = 0; color < 3; color++)
                for (var sample = 0; sample < 64; sample++)
                    values[(channel * 3 + color) * 64 + sample] = (float)FromYCbCr[color, channel / 64] * samples[sample];
        }
        weight = tensor(values, [192, 3, 8, 8]);
        bias = tensor([128f, 128f, 128f]);                                            // the level shift of T.81, A.3.1
        RegisterComponents();
    }

    /// <summary>The mean and deviation of R, G and B over all pixels, from what was seen of <see cref="Mix"/>ed channels.</summary>
    /// <remarks>By Parseval's theorem: the mean square of a block's 64 samples is that of its 64 orthonormal coefficients.</remarks>
    public static NormalizationConstants Statistics(ChannelStatistics mixed, int images)
    {
        var (mean, deviation) = (new double[3], new double[3]);
        for (var color = 0; color < 3; color++)
        {
            var square = 0.0;
            for (var i = color * 64; i < (color + 1) * 64; i++) square += mixed.Mean[i] * mixed.Mean[i] + mixed.StandardDeviation[i] * mixed.StandardDeviation[i];
            var level = mixed.Mean[color * 64] / 8;
            (mean[color], deviation[color]) = (level + 128, Math.Sqrt(square / 64 - level * level));
        }
        return new(mean, deviation, images);
    }

    /// <summary>Turns the coefficients of Y, Cb and Cr into those of R, G and B, in place.</summary>
    /// <param name="channels">All 192 channels of an image.</param>
    public static void Mix(Span<float> channels)
    {
        var plane = channels.Length / 3;
        for (var i = 0; i < plane; i++)
        {
            var (y, cb, cr) = (channels[i], channels[plane + i], channels[2 * plane + i]);
            for (var color = 0; color < 3; color++)
                channels[color * plane + i] = (float)(FromYCbCr[color, 0] * y + FromYCbCr[color, 1] * cb + FromYCbCr[color, 2] * cr);
        }
    }

    public override Tensor forward(Tensor channels) =>                                // [N, 192, H/8, W/8]
        nn.functional.conv_transpose2d(channels, weight, bias, strides: [8, 8]);      // [N, 3, H, W]

    public string Emit(TorchExporter exporter, string input) => exporter.Graph.Node("ConvTranspose",
        [input, exporter.Weight("weight", weight), exporter.Weight("bias", bias)], ("kernel_shape", (long[])[8, 8]), ("strides", (long[])[8, 8]));
}
