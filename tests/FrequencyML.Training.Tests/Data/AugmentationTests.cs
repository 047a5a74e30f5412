using FrequencyML.Dct;
using FrequencyML.Training.Data;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Data;

public sealed class AugmentationTests
{
    [TestCase(224, 224), TestCase(1000, 10), TestCase(7, 300), TestCase(1, 1)]
    public void Draw_AnySize_StaysWithinTheImageAndItsRanges(int width, int height)
    {
        var settings = new AugmentationSettings { MinArea = 0.2, MaxAspect = 1.5, Brightness = 0.1, Contrast = 0.2, Saturation = 0.3 };
        var mirrored = 0;
        for (var i = 0; i < 2000; i++)
        {
            var random = new SampleRandom(1, i);
            var (window, brightness, contrast, saturation) = Augmentation.Draw(settings, width, height, ref random);
            Assert.That(window.Left, Is.GreaterThanOrEqualTo(0));
            Assert.That(window.Top, Is.GreaterThanOrEqualTo(0));
            Assert.That(window.Left + window.Width, Is.LessThanOrEqualTo(width + 1e-9));
            Assert.That(window.Top + window.Height, Is.LessThanOrEqualTo(height + 1e-9));
            Assert.That(window.Width / window.Height, Is.InRange(1 / 1.5 - 1e-9, 1.5 + 1e-9));
            Assert.That(brightness, Is.InRange(0.9f, 1.1f));
            Assert.That(contrast, Is.InRange(0.8f, 1.2f));
            Assert.That(saturation, Is.InRange(0.7f, 1.3f));
            if (width == height) Assert.That(window.Width * window.Height / (width * height), Is.InRange(0.2 - 1e-9, 1 + 1e-9));
            mirrored += window.IsMirrored ? 1 : 0;
        }
        Assert.That(mirrored, Is.InRange(880, 1120));                                  // five standard errors of 2,000 coins
    }

    [Test]
    public void Draw_NothingToChange_IsTheWholeImage()
    {
        var random = new SampleRandom(1, 2);
        Assert.That(
            Augmentation.Draw(new() { MinArea = 1, MaxAspect = 1, Mirror = false }, 64, 64, ref random),
            Is.EqualTo(new Augmentation(new ImageWindow(0, 0, 64, 64), 1, 1, 1)));
    }

    [Test]
    public void Recolor_Coefficients_EqualsRecoloredSamples()
    {
        // 2x2 blocks of Y, Cb and Cr samples, recoloured by their definitions and transformed, against recoloured coefficients.
        var augmentation = new Augmentation(default, Brightness: 1.2f, Contrast: 0.7f, Saturation: 0.4f);
        var random = new Random(3);
        var samples = Enumerable.Range(0, 3 * 4 * 64).Select(_ => 255 * random.NextDouble()).ToArray();
        var meanLuma = samples.Take(4 * 64).Average() * augmentation.Brightness;
        var changed = samples.Select((sample, index) => index < 4 * 64
            ? augmentation.Contrast * (augmentation.Brightness * sample) + (1 - augmentation.Contrast) * meanLuma
            : 128 + augmentation.Saturation * augmentation.Contrast * augmentation.Brightness * (sample - 128)).ToArray();
        var actual = Channels(samples);
        augmentation.Recolor(actual, ChannelSelection.All);
        Assert.That(actual, Is.EqualTo(Channels(changed)).Within(1e-2));               // float32 rounding of values up to 1024

        static float[] Channels(double[] samples)
        {
            var channels = new float[192 * 4];
            var block = new float[64];
            for (var index = 0; index < 12; index++)
            {
                Dct8x8.Forward([.. samples.Skip(index * 64).Take(64).Select(sample => (float)(sample - 128))], block);
                for (var i = 0; i < 64; i++) channels[(index / 4 * 64 + i) * 4 + index % 4] = block[i];
            }
            return channels;
        }
    }
}
