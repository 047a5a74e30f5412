using FrequencyML.Training.Data;
using FrequencyML.Training.Learning;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace FrequencyML.Training.Tests.Learning;

public sealed class BatchMixTests
{
    [Test]
    public void Draw_MixUp_WeighsEveryImageWithItsNeighbour()
    {
        using var scope = NewDisposeScope();
        var x = randn(4, 2, 3, 3);
        var mix = BatchMix.Draw(x, new() { MixUp = 1 }, new SampleRandom(1, 5));
        Assert.That(mix.Share, Is.InRange(0.001, 0.999));
        Assert.That((mix.Channels - (x * mix.Share + x.roll(1, 0) * (1 - mix.Share))).abs().max().ToDouble(), Is.LessThan(1e-6));
    }

    [Test]
    public void Draw_CutMix_TakesOneRectangleOfBlocksAndItsShare()
    {
        using var scope = NewDisposeScope();
        var x = arange(4).to(float32).view(4, 1, 1, 1).expand(4, 2, 8, 8);
        for (var seed = 0; seed < 50; seed++)
        {
            var mix = BatchMix.Draw(x, new() { CutMix = 1 }, new SampleRandom(1, seed));
            var cut = mix.Channels.ne(x)[1, 0];                                        // 1 has the 0 of its neighbour there
            Assert.That(cut.sum().ToDouble() / 64, Is.EqualTo(1 - mix.Share).Within(1e-12));
            if (mix.Share == 1) continue;
            var rows = cut.any(1).sum().ToInt64() * cut.any(0).sum().ToInt64();
            Assert.That(cut.sum().ToInt64(), Is.EqualTo(rows), "a rectangle");
            Assert.That(mix.Channels.ne(x)[3, 1].eq(cut).all().ToBoolean(), "the same in every image and channel");
        }
    }

    [Test]
    public void Draw_Neither_LeavesTheBatch()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 1, 1, 1);
        var mix = BatchMix.Draw(x, new(), new SampleRandom(1, 1));
        Assert.That((mix.Share, ReferenceEquals(mix.Channels, x)), Is.EqualTo((1.0, true)));
    }

    [Test]
    public void CrossEntropy_Mixed_IsTheMixOfBothLosses()
    {
        using var scope = NewDisposeScope();
        var (logits, labels) = (randn(3, 4), tensor(new long[] { 0, 1, 3 }));
        var actual = new BatchMix(logits, 0.25).CrossEntropy(logits, labels, 0.1).ToDouble();
        var own = nn.functional.cross_entropy(logits, labels, label_smoothing: 0.1).ToDouble();
        var other = nn.functional.cross_entropy(logits, tensor(new long[] { 3, 0, 1 }), label_smoothing: 0.1).ToDouble();
        Assert.That(actual, Is.EqualTo(0.25 * own + 0.75 * other).Within(1e-6));
    }
}
