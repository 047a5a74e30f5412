using FrequencyML.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace FrequencyML.Training.Learning;

/// <summary>
/// Mixes every image of a batch with its neighbour: by mixup all of it, by cutmix one rectangle of blocks. Both are linear in the
/// channels.
/// </summary>
/// <param name="Channels"><c>[N, C, H/8, W/8]</c>.</param>
/// <param name="Share">The share of the image itself, 0..1; its neighbour in the batch has the rest.</param>
/// <remarks>
/// Source: Zhang et al., "mixup: Beyond Empirical Risk Minimization", ICLR 2018; Yun et al., "CutMix", ICCV 2019.
/// </remarks>
internal readonly record struct BatchMix(Tensor Channels, double Share)
{
    /// <summary>Mixes as the settings say; <paramref name="random"/> decides all of it.</summary>
    public static BatchMix Draw(Tensor channels, TrainingSettings settings, SampleRandom random)
    {
        var isCut = settings.CutMix > 0 && (settings.MixUp == 0 || random.NextDouble() < 0.5);
        var alpha = isCut ? settings.CutMix : settings.MixUp;
        if (alpha == 0) return new(channels, 1);
        var share = random.NextBeta(alpha);
        if (!isCut)
        {
            using Scalar own = share, other = 1 - share;
            return new((channels * own).add(channels.roll(1, 0), other), share);
        }

        var (rows, columns) = ((int)channels.shape[2], (int)channels.shape[3]);
        var side = Math.Sqrt(1 - share);
        var (height, width) = ((int)Math.Round(rows * side), (int)Math.Round(columns * side));
        if (height == 0 || width == 0) return new(channels, 1);
        var (top, left) = (random.NextInt(rows - height + 1), random.NextInt(columns - width + 1));
        var mixed = channels.clone();
        mixed.slice(2, top, top + height, 1).slice(3, left, left + width, 1)
            .copy_(channels.roll(1, 0).slice(2, top, top + height, 1).slice(3, left, left + width, 1));
        return new(mixed, 1 - (double)height * width / (rows * columns));
    }

    /// <summary>The loss against the labels of both images.</summary>
    /// <param name="logits"><c>[N, classes]</c>.</param>
    /// <param name="labels"><c>[N]</c>.</param>
    /// <param name="smoothing">The label smoothing.</param>
    public Tensor CrossEntropy(Tensor logits, Tensor labels, double smoothing)
    {
        var loss = nn.functional.cross_entropy(logits, labels, label_smoothing: smoothing);
        if (Share == 1) return loss;
        using Scalar own = Share, other = 1 - Share;
        return (loss * own).add(nn.functional.cross_entropy(logits, labels.roll(1, 0), label_smoothing: smoothing), other);
    }
}
