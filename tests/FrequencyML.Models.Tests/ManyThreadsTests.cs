using System.Runtime.InteropServices;
using FrequencyML.Tests.Shared;
using FrequencyML.Transforms;
using Microsoft.ML;
using NUnit.Framework;

namespace FrequencyML.Models.Tests;

/// <summary>Scorers, models and transformers that work at once, on good and bad files, give what they give alone, bit for bit.</summary>
public sealed class ManyThreadsTests
{
    private const int ThreadCount = 6;

    private static readonly string[] Golden = ["gray", "cmyk", "rgb", "arithmetic", "exif-6-little-endian", "progressive-quality-5", "2x2-progressive-33", "4x1-restart-mcu-33"];

    private TemporaryFolder folder = null!;
    private string[] paths = null!;

    [SetUp]
    public void SetUp()
    {
        folder = new TemporaryFolder();
        var good = Golden.Select(name => Repository.PathOf("tests", "Golden", $"{name}.jpg")).ToArray();
        var bad = good.Select((path, i) => folder.Write($"{i}.jpg", File.ReadAllBytes(path)[..^(100 + i)]));
        paths = [.. good.Zip(bad).SelectMany(pair => new[] { pair.First, pair.Second }), folder["missing.jpg"], folder.Write("empty.jpg", []), folder.Path];
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Score_ManyScorersOfOneModelAtOnce_EqualOneAlone()
    {
        using var model = FrequencyModel.LoadDefault();
        var alone = Score(model, batchSize: 32);
        Assert.That(alone.Count(row => row.EndsWith('!')), Is.InRange(3, paths.Length - 3), "good and bad ones");
        AtOnce(thread => Assert.That(Score(model, batchSize: 1 + 3 * thread), Is.EqualTo(alone)));
    }

    [Test]
    public void Score_ManyModelsLoadedAndScoringAtOnce_EqualOneAlone()
    {
        string[] alone;
        using (var model = FrequencyModel.LoadDefault()) alone = Score(model, batchSize: 8);
        AtOnce(_ =>
        {
            using var model = FrequencyModel.LoadDefault();
            Assert.That(Score(model, batchSize: 8), Is.EqualTo(alone));
        });
    }

    [Test]
    public void Score_OneScorerFromManyThreads_GivesTheRowsOrRefuses()
    {
        using var model = FrequencyModel.LoadDefault();
        var alone = Score(model, batchSize: 4);
        using var scorer = new ImageScorer(model, new ScoringOptions { BatchSize = 4, Top = 3 });
        int finished = 0, refused = 0;
        AtOnce(_ =>
        {
            for (var repeat = 0; repeat < 3; repeat++)
            {
                try
                {
                    Assert.That(Rows(scorer), Is.EqualTo(alone));
                    Interlocked.Increment(ref finished);
                }
                catch (InvalidOperationException error)
                {
                    Assert.That(error.Message, Does.Contain("is scoring already"));
                    Interlocked.Increment(ref refused);
                }
            }
        });
        Assert.That(finished + refused, Is.EqualTo(3 * ThreadCount));
        Assert.That(finished, Is.GreaterThan(0));
        Assert.That(Rows(scorer), Is.EqualTo(alone), "it can be used again");
    }

    [Test]
    public void Transform_OneTransformerReadByManyThreads_EqualsOneAlone()
    {
        var mlContext = new MLContext(seed: 1);
        var modelFile = folder["textures.onnx"];
        using (var from = FrequencyModel.OpenDefault())
        using (var to = File.Create(modelFile)) from.CopyTo(to);
        var data = mlContext.Data.LoadFromEnumerable(paths.Select(path => new PathRow { Path = path }));
        var options = new FrequencyClassifierOptions { OnError = OnImageError.MissingValue, ErrorColumnName = nameof(ErrorRow.Error), BatchSize = 4 };
        using var transformer = mlContext.Transforms.FrequencyClassifier(modelFile, nameof(PathRow.Path), options).Fit(data);
        var view = transformer.Transform(data);
        var alone = Read(view);
        Assert.That(alone.Select(row => row.Error.Length > 0), Has.Some.True.And.Some.False);
        AtOnce(thread =>
        {
            foreach (var (row, expected) in Read(thread % 2 == 0 ? view : transformer.Transform(data)).Zip(alone))
            {
                Assert.That((row.PredictedLabel, row.Error), Is.EqualTo((expected.PredictedLabel, expected.Error)));
                Assert.That(MemoryMarshal.AsBytes<float>(row.Score).SequenceEqual(MemoryMarshal.AsBytes<float>(expected.Score)));
            }
        });

        ErrorRow[] Read(IDataView rows) => [.. mlContext.Data.CreateEnumerable<ErrorRow>(rows, reuseRowObject: false)];
    }

    private string[] Score(FrequencyModel model, int batchSize)
    {
        using var scorer = new ImageScorer(model, new ScoringOptions { BatchSize = batchSize, Threads = 2, Top = 3 });
        return Rows(scorer);
    }

    /// <summary>Everything of each row, floats as their bits; those of errors end with an exclamation mark.</summary>
    private string[] Rows(ImageScorer scorer) =>
        [.. scorer.Score(paths).Select(row => row.Error is { } error ? $"{row.Path} {error}!"
            : $"{row.Path} {row.GateOpen} {string.Join(' ', row.Top.Select(label => $"{label.Label} {BitConverter.SingleToInt32Bits(label.Score):X8}"))}")];

    /// <summary>Runs something on many threads that start together, and rethrows the first exception.</summary>
    private static void AtOnce(Action<int> work)
    {
        using var start = new Barrier(ThreadCount);
        var threads = Enumerable.Range(0, ThreadCount).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                work(thread);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        Task.WhenAll(threads).GetAwaiter().GetResult();
    }

    private sealed class ErrorRow
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];

        public string Error { get; set; } = "";
    }
}
