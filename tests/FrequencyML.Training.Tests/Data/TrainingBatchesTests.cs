using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Data;
using NUnit.Framework;
using static TorchSharp.torch;

namespace FrequencyML.Training.Tests.Data;

public sealed class TrainingBatchesTests
{
    private static readonly TrainingSettings Whole = Example.Settings with
    {
        Resize = 64,
        Crop = 64,
        BatchSize = 6,
        Augmentation = new() { MinArea = 1, MaxAspect = 1, Mirror = false },
    };

    [Test]
    public void Epoch_NothingToChange_HoldsTheChannelsOfEveryImageOnce()
    {
        using var folder = new TemporaryFolder();
        var images = Example.Stripes(folder);
        var batches = new TrainingBatches(TrainingImages.Read(images, Whole, 1 << 20), Whole);
        var extractor = new DctChannelExtractor(Whole.ParsedSelection, Whole.Geometry);
        var expected = images.Files.Select(file =>
        {
            var channels = new float[extractor.Length];
            extractor.Extract(file.Path, channels);
            return (file.Label, Sum: channels.Sum());
        }).Order();
        Assert.That(batches.Count, Is.EqualTo(8));
        Assert.That(Rows(batches, 0).Select(row => (row.Label, row.Values.Sum())).Order(), Is.EqualTo(expected));
    }

    [Test]
    public void Epoch_KeptInMemoryOrNot_IsTheSame([Values(0, 20_000)] int maxBytes)
    {
        using var folder = new TemporaryFolder();
        var images = Example.Stripes(folder);
        var settings = Example.Settings with { FirstCrop = 24 };
        var all = TrainingImages.Read(images, settings, long.MaxValue);
        var some = TrainingImages.Read(images, settings, maxBytes);
        Assert.That(all.BytesKept, Is.GreaterThan(some.BytesKept));
        Assert.That(some.BytesKept, Is.LessThanOrEqualTo(maxBytes));
        Assert.That(some.Normalization, Is.EqualTo(all.Normalization));
        AssertEqual(Rows(new TrainingBatches(some, settings), 1), Rows(new TrainingBatches(all, settings), 1));
    }

    [Test]
    public void Epoch_FromTheMiddle_GoesOnWithTheSameBatches()
    {
        using var folder = new TemporaryFolder();
        var images = TrainingImages.Read(Example.Stripes(folder), Example.Settings, 1 << 20);
        var whole = Rows(new TrainingBatches(images, Example.Settings), 2);
        var rest = Rows(new TrainingBatches(images, Example.Settings), 2, first: 4);
        AssertEqual(rest, whole[(4 * Example.Settings.BatchSize)..]);
    }

    [Test]
    public void Epoch_OtherEpochOrSeed_DrawsAnew()
    {
        using var folder = new TemporaryFolder();
        var images = TrainingImages.Read(Example.Stripes(folder), Example.Settings, 1 << 20);
        var first = Rows(new TrainingBatches(images, Example.Settings), 0);
        foreach (var other in new[] { Rows(new(images, Example.Settings), 1), Rows(new(images, Example.Settings with { Seed = 2 }), 0) })
        {
            Assert.That(other.Select(row => row.Label), Is.Not.EqualTo(first.Select(row => row.Label)));
            Assert.That(other.Select(row => row.Values.Sum()).Order(), Is.Not.EqualTo(first.Select(row => row.Values.Sum()).Order()));
        }
    }

    [Test]
    public void Epoch_GrowingCrop_FollowsTheSettings()
    {
        using var folder = new TemporaryFolder();
        var settings = Example.Settings with { FirstCrop = 24, Epochs = 10 };
        var batches = new TrainingBatches(TrainingImages.Read(Example.Stripes(folder), settings, 1 << 20), settings);
        Assert.That(Side(0), Is.EqualTo(3));
        Assert.That(Side(9), Is.EqualTo(7));

        int Side(int epoch) => (int)Math.Sqrt(Rows(batches, epoch)[0].Values.Length / 24);
    }

    private static List<(long Label, float[] Values)> Rows(TrainingBatches batches, int epoch, int first = 0)
    {
        var rows = new List<(long, float[])>();
        foreach (var (channels, labels) in batches.Epoch(epoch, first))
        {
            using var scope = NewDisposeScope();
            scope.Attach(channels, labels);
            var values = channels.data<float>().ToArray().Chunk((int)(channels.numel() / labels.numel()));
            rows.AddRange(labels.data<long>().ToArray().Zip(values));
        }
        return rows;
    }

    private static void AssertEqual(List<(long Label, float[] Values)> actual, List<(long Label, float[] Values)> expected)
    {
        Assert.That(actual, Has.Count.EqualTo(expected.Count));
        foreach (var (row, other) in actual.Zip(expected))
        {
            Assert.That(row.Label, Is.EqualTo(other.Label));
            Assert.That(row.Values, Is.EqualTo(other.Values));
        }
    }
}
