using FrequencyML.Dct;
using FrequencyML.Training.Networks;
using NUnit.Framework;
using static TorchSharp.torch;

namespace FrequencyML.Training.Tests.Networks;

public sealed class PixelReconstructionTests
{
    [Test]
    public void Forward_AllChannels_GivesThePixelsBack()
    {
        using var scope = NewDisposeScope();
        using var bitmap = Example.Noise(32, 32);
        var extractor = new DctChannelExtractor(ChannelSelection.All, new ImageGeometry(32, 32));
        var channels = new float[extractor.Length];
        extractor.Extract(Example.Png(bitmap), channels);
        using var pixels = new PixelReconstruction();
        var rgb = pixels.forward(tensor(channels, [1, 192, 4, 4])).data<float>().ToArray();
        var expected = new Func<SkiaSharp.SKColor, byte>[] { color => color.Red, color => color.Green, color => color.Blue }
            .SelectMany(component => bitmap.Pixels.Select(pixel => (float)component(pixel)));
        Assert.That(rgb, Is.EqualTo(expected).Within(2e-3));                           // float32 rounding of sums of 192 products
    }
}
