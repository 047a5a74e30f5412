using MathNet.Numerics.Statistics;
using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Dct.Tests;

public sealed partial class DctChannelExtractorTests
{
    /// <summary>AC channels of less energy are all rounding, in JPEG coefficient units.</summary>
    private const double FlatRms = 5;

    [TestCase(512, 448), TestCase(256, 224)]
    public void Extract_Photographs_AgreeOnBothPaths(int resize, int crop)
    {
        var selection = ChannelSelection.Published(24);
        var planeLength = crop / 8 * (crop / 8);
        var geometry = new ImageGeometry(resize, crop);
        var all = new List<double>();
        var luma = new List<double>();
        foreach (var (seed, downsample) in Enumerable.Range(0, 6).Select(i => (i, (SKJpegEncoderDownsample)(i % 3))))
        {
            var jpeg = TestPhotograph.Create(500, 375, seed).EncodeJpeg(90, downsample);
            float[] coefficients = ExtractCoefficients(jpeg, selection, geometry), pixels = Extract(jpeg, selection, geometry);
            var values = new PathValue[pixels.Length];
            for (var i = 0; i < values.Length; i++) values[i] = new PathValue(selection[i / planeLength], coefficients[i], pixels[i]);
            var ac = values.Where(value => value.Channel is not { U: 0, V: 0 }).ToArray();
            var dc = values.Where(value => value.Channel is { U: 0, V: 0 });
            Assert.That(dc.Average(value => Math.Abs(value.Difference)), Is.LessThan(2), $"DC, {downsample}");
            if (Math.Sqrt(ac.Average(value => value.Pixels * value.Pixels)) < FlatRms) continue;
            all.Add(Relative(ac));
            luma.Add(Relative(ac.Where(value => value.Channel.Component == ColorComponent.Y)));
        }
        Assert.That(all, Has.Count.EqualTo(6), "none of these images is flat");
        // Pixels are rounded to bytes three times: samples, upsampled chroma, RGB. Seen: 3.4 %, 2.4 %, DC 0.9; 256: 1.9 %, 1.3 %, DC 0.7.
        Assert.That(all.Median(), Is.LessThan(0.06));
        Assert.That(luma.Median(), Is.LessThan(0.03));

        static double Relative(IEnumerable<PathValue> values) =>
            Math.Sqrt(values.Sum(value => value.Difference * value.Difference) / values.Sum(value => value.Pixels * value.Pixels));
    }

    /// <summary>One value of the tensor by either path.</summary>
    private readonly record struct PathValue(DctChannel Channel, double Coefficients, double Pixels)
    {
        public double Difference => Coefficients - Pixels;
    }
}
