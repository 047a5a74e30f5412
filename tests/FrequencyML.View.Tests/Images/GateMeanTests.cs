using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Tests.Shared;
using FrequencyML.View.Images;
using NUnit.Framework;

namespace FrequencyML.View.Tests.Images;

public sealed class GateMeanTests
{
    private static readonly string[] Samples = [.. Directory.GetFiles(Repository.PathOf("data", "samples"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    private readonly RowImages images = new();
    private FrequencyModel model = null!;
    private float[][] gates = null!;

    [OneTimeSetUp]
    public void ScoreSamples()
    {
        model = FrequencyModel.LoadDefault(new() { Device = InferenceDevice.Cpu });
        gates = Array.ConvertAll(Samples, GateOf);
    }

    [OneTimeTearDown]
    public void CloseModel() => model.Dispose();

    [Test]
    public void Measure_Samples_IsTheMeanOfEachOnesGate()
    {
        Assert.That(gates.DistinctBy(gate => string.Join(' ', gate)).Count(), Is.GreaterThan(1), "a mean of equal gates would show nothing");
        foreach (var count in new[] { 1, 15, 16, 17, Samples.Length })                // about the size of a batch
        {
            var mean = GateMean.Measure(model, DecodingPath.Auto, images, Samples[..count], CancellationToken.None);
            Assert.That((mean.Images, mean.Failed), Is.EqualTo((count, 0)));
            AssertMean(mean, gates[..count]);
        }
    }

    [Test]
    public void Measure_SomeThatCannotBeRead_AreCountedAndLeftOut()
    {
        using var folder = new TemporaryFolder();
        var bad = folder.Write("bad.jpg", File.ReadAllBytes(Samples[0])[..900]);
        string[] paths = [bad, Samples[0], folder["none.jpg"], Samples[5], folder.Write("text.jpg", "plain text"u8.ToArray()), folder.Write("empty.jpg", []), Samples[39], ""];
        var mean = GateMean.Measure(model, DecodingPath.Auto, images, paths, CancellationToken.None);
        Assert.That((mean.Images, mean.Failed), Is.EqualTo((3, 5)));
        AssertMean(mean, [gates[0], gates[5], gates[39]]);
    }

    [Test]
    public void Measure_NoneThatCanBeRead_HasNoShares()
    {
        var mean = GateMean.Measure(model, DecodingPath.Auto, images, ["none.jpg", "none.tar/a.jpg"], CancellationToken.None);
        Assert.That((mean.Images, mean.Failed, mean.Open.Count), Is.EqualTo((0, 2, 0)));
        mean = GateMean.Measure(model, DecodingPath.Auto, images, [], CancellationToken.None);
        Assert.That((mean.Images, mean.Failed, mean.Open.Count), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public void Measure_Cancelled_Throws() =>
        Assert.That(() => GateMean.Measure(model, DecodingPath.Auto, images, Samples, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    [TestCase(256), TestCase(257), TestCase(1000), TestCase(100_000)]
    public void Measure_ManyImages_TakesASampleOfThemEvenly(int count)
    {
        // Only those at the places of the sample can be read.
        var paths = Enumerable.Repeat("none.jpg", count).ToArray();
        for (var i = 0; i < GateMean.SampleSize; i++) paths[(int)((double)i / GateMean.SampleSize * count)] = Samples[i % Samples.Length];
        var mean = GateMean.Measure(model, DecodingPath.Auto, images, paths, CancellationToken.None);
        Assert.That((mean.Images, mean.Failed), Is.EqualTo((GateMean.SampleSize, 0)));
        AssertMean(mean, [.. Enumerable.Range(0, GateMean.SampleSize).Select(i => gates[i % Samples.Length])]);
    }

    [TestCase(DecodingPath.Coefficients)]
    [TestCase(DecodingPath.Pixels)]
    public void Measure_PathOfTheRun_IsTaken(DecodingPath path)
    {
        // An arithmetic-coded file has no path of coefficients, so that it fails there; the gates of textures hardly differ between the two.
        string[] paths = [Samples[0], Repository.PathOf("tests", "Golden", "arithmetic.jpg")];
        var mean = GateMean.Measure(model, path, images, paths, CancellationToken.None);
        var isPixels = path == DecodingPath.Pixels;
        Assert.That((mean.Images, mean.Failed), Is.EqualTo(isPixels ? (2, 0) : (1, 1)));
        AssertMean(mean, [.. paths.Take(mean.Images).Select(image => GateOf(image, path))]);
    }

    private float[] GateOf(string path) => GateOf(path, DecodingPath.Auto);

    private float[] GateOf(string path, DecodingPath decoding)
    {
        using var scorer = new BatchScorer(model, 1);
        model.CreateExtractor(decoding: new DecodingOptions { Path = decoding }).Extract(File.ReadAllBytes(path), scorer.Input(0));
        scorer.Run(1);
        return [.. scorer.Gate(0)];
    }

    private static void AssertMean(GateMean mean, float[][] expected)
    {
        Assert.That(mean.Open, Has.Count.EqualTo(192));
        for (var place = 0; place < 192; place++)
            Assert.That(mean.Open[place], Is.EqualTo(expected.Average(gate => gate[place])).Within(1e-6), $"channel {place}");   // float32 of a quotient
    }
}
