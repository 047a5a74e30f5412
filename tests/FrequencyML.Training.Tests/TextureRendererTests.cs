using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Data;
using FrequencyML.Training.Textures;
using NUnit.Framework;

namespace FrequencyML.Training.Tests;

public sealed class TextureRendererTests
{
    [Test]
    public void RenderJpeg_SameArguments_GiveTheSameBytesOnAnyThread()
    {
        var expected = Enumerable.Range(0, 20).Select(i => TextureRenderer.RenderJpeg(i % 10, 5, i)).ToArray();
        var actual = new byte[20][];
        Parallel.For(0, 20, i => actual[19 - i] = TextureRenderer.RenderJpeg((19 - i) % 10, 5, 19 - i));
        Assert.That(actual, Is.EqualTo(expected));
        Assert.That(expected.Select(Convert.ToBase64String).Distinct().Count(), Is.EqualTo(20));
    }

    [Test]
    public void RenderJpeg_Samples_AreThoseOfTheRepository()
    {
        // data/samples was made by generate --per-class 4 --seed 7. Another processor may round a few pixels otherwise; then the files
        // differ, but not what one sees.
        foreach (var (label, index) in TextureRenderer.Labels.Select((label, index) => (label, index)))
        {
            var committed = Channels(File.ReadAllBytes(Repository.PathOf("data", "samples", label, "7-0000.jpg")));
            var rendered = Channels(TextureRenderer.RenderJpeg(index, 7, 0));
            Assert.That(rendered.Zip(committed, (a, b) => Math.Abs(a - b)).Average(), Is.LessThan(1), label);   // coefficient units
        }

        static float[] Channels(byte[] jpeg)
        {
            var extractor = new DctChannelExtractor(ChannelSelection.Published(24), new ImageGeometry(128, 112));
            var channels = new float[extractor.Length];
            extractor.Extract(jpeg, channels);
            return channels;
        }
    }

    [Test]
    public void DcCentroids_OnTextures_SayLittle()
    {
        using var folder = new TemporaryFolder();
        TextureSet.Write(folder["a"], perClass: 20, seed: 21);
        TextureSet.Write(folder["b"], perClass: 10, seed: 22);
        var accuracy = DcCentroids.Accuracy(LabelledImages.Read(folder["a"]), LabelledImages.Read(folder["b"]), new ImageGeometry(128, 112));
        Assert.That(accuracy, Is.LessThan(0.6));   // the colour of a class must not give it away
    }

    [Test]
    public void Write_NoImages_Throws() => Assert.That(() => TextureSet.Write("x", 0, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
}
