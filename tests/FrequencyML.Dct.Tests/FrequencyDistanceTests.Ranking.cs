using System.Text;
using FrequencyML.Tests.Shared;
using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Dct.Tests;

/// <summary>Copies of the sample images, against the other sample images.</summary>
public sealed partial class FrequencyDistanceTests
{
    private static readonly string[] Samples =
        [.. Directory.EnumerateFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static readonly Lazy<(string Name, byte[] Bytes)[][]> CopiesOfSamples = new(() => [.. Samples.Select(path => Copies(path).ToArray())]);

    // Smallest ratio over all images, of the nearest other image to the copy, as measured:
    //                  recompressed, quality 50   blurred by 1 pixel   by 1.5 pixels   resized to 75 %
    // flat, 192                   3.68                   2.21               1.70             2.43
    // flat, 24                    4.58                   2.50               1.86             2.71
    // gate, 192                   5.98                   5.30               3.43             4.72
    // gate, 24                    6.14                   5.32               3.44             4.78
    [TestCase("192", false, 1.6), TestCase("24", false, 1.75), TestCase("192", true, 3.2), TestCase("24", true, 3.2)]
    public void Between_CopyOfASample_IsNearerThanEveryOtherSample(string channels, bool isGate, double margin)
    {
        var selection = ChannelSelection.Parse(channels);
        var weights = isGate ? LoadLowFrequencyGate(selection) : ChannelWeights.Flat(selection);
        var extractor = new DctChannelExtractor(selection, new ImageGeometry(256, 224));
        var originals = Samples.Select(path => Extract(extractor, File.ReadAllBytes(path))).ToArray();
        var measured = new Dictionary<string, (double Ratio, double Own)>();
        for (var i = 0; i < originals.Length; i++)
        {
            var others = originals.Where((_, place) => place != i).ToArray();
            var nearest = Nearest(originals[i], others);
            foreach (var (name, bytes) in CopiesOfSamples.Value[i])
            {
                var copy = Extract(extractor, bytes);
                var own = FrequencyDistance.Between(copy, originals[i], weights);
                var ratio = Math.Min(nearest, Nearest(copy, others)) / own;           // seen from the original, and from its copy
                Assert.That(ratio, Is.GreaterThan(margin), $"{Samples[i]}, {name}: {own:F2}");
                var before = measured.GetValueOrDefault(name, (double.PositiveInfinity, 0));
                measured[name] = (Math.Min(ratio, before.Ratio), Math.Max(own, before.Own));
            }
        }
        foreach (var (name, (ratio, own)) in measured)
        {
            TestContext.Out.WriteLine($"{name}: ratio at least {ratio:F2}, distance at most {own:F2}");
            Assert.That(own, Is.GreaterThan(1), $"{name} changes no image");          // one that had this quality before is not changed
        }

        double Nearest(float[] image, float[][] others) => others.Min(other => FrequencyDistance.Between(image, other, weights));
    }

    /// <summary>Weights of a report in which the lowest frequency weighs 1 and the highest 1/15.</summary>
    private static ChannelWeights LoadLowFrequencyGate(ChannelSelection selection)
    {
        using var folder = new TemporaryFolder();
        var channels = from channel in ChannelSelection.All
                       let weight = 1.0 / (1 + channel.V + channel.U)
                       select FormattableString.Invariant(
                           $$"""{ "component": "{{channel.Component}}", "v": {{channel.V}}, "u": {{channel.U}}, "share": 1, "weight": {{weight}} }""");
        var json = $$"""{ "gate": "soft", "channels": [{{string.Join(',', channels)}}] }""";
        return ChannelWeights.LoadGateReport(folder.Write("gate.json", Encoding.UTF8.GetBytes(json)), selection);
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Copies(string path)
    {
        var image = TestImage.Decode(File.ReadAllBytes(path));
        foreach (var quality in new[] { 50, 60, 70, 80, 90 }) yield return ($"JPEG quality {quality}", image.EncodeJpeg(quality));
        using var bitmap = image.ToBitmap();
        foreach (var sigma in new[] { 1, 1.5f })                                      // SkiaSharp does nothing for 0.7
            yield return (FormattableString.Invariant($"blur {sigma}"), Blurred(bitmap, sigma));
        using var small = bitmap.Resize(bitmap.Info.WithSize(image.Width * 3 / 4, image.Height * 3 / 4), SKFilterQuality.High);
        yield return ("75 %", EncodePng(SKImage.FromBitmap(small)));
    }

    /// <summary>A Gaussian of that standard deviation, in pixels.</summary>
    private static byte[] Blurred(SKBitmap bitmap, float sigma)
    {
        using var surface = SKSurface.Create(bitmap.Info);
        using var filter = SKImageFilter.CreateBlur(sigma, sigma, SKShaderTileMode.Clamp);
        using var paint = new SKPaint { ImageFilter = filter };
        surface.Canvas.DrawBitmap(bitmap, 0, 0, paint);
        return EncodePng(surface.Snapshot());
    }

    private static byte[] EncodePng(SKImage image)
    {
        using (image)
        {
            using var data = image.Encode(SKEncodedImageFormat.Png, 100);
            return data.ToArray();
        }
    }
}
