using FrequencyML.Tests.Shared;
using NUnit.Framework;
using SkiaSharp;

namespace FrequencyML.Models.Tests;

public sealed class ImageScorerTests
{
    private TemporaryFolder folder = null!;
    private FrequencyModel model = null!;

    [SetUp]
    public void SetUp()
    {
        folder = new TemporaryFolder();
        model = TestModel.Load();
    }

    [TearDown]
    public void TearDown()
    {
        model.Dispose();
        folder.Dispose();
    }

    [Test]
    public void Score_ManyFilesInSmallBatches_KeepsOrderAndLabels()
    {
        string[] expected = ["bright", "blue", "red"];
        SKColor[] colours = [new(220, 220, 220), new(20, 20, 255), new(255, 20, 20)];
        var paths = Enumerable.Range(0, 50).Select(i => Image($"{i}.png", colours[i % 3])).ToArray();
        using var scorer = new ImageScorer(model, new ScoringOptions { BatchSize = 7, Threads = 3, Top = 2 });
        var scores = scorer.Score(paths).ToArray();
        Assert.That(scores.Select(score => score.Path), Is.EqualTo(paths));
        Assert.That(scores.Select(score => score.Top[0].Label), Is.EqualTo(paths.Select((_, i) => expected[i % 3])));
        Assert.That(scores.Select(score => score.Top.Count), Is.All.EqualTo(2));
        Assert.That(scores.Select(score => score.Top[0].Score), Is.All.InRange(0.99, 1));   // logits of hundreds: softmax must not overflow
    }

    [Test]
    public void Score_BadFilesAmongGood_GiveOneErrorEachAndTheRestIsScored()
    {
        var good = Image("good.png", SKColors.White);
        string[] bad = [folder["missing.jpg"], folder.Write("empty.jpg", []), folder.Write("text.jpg", "no image"u8.ToArray()), folder.Path, ""];
        using var scorer = new ImageScorer(model, new ScoringOptions { BatchSize = 4 });
        var scores = scorer.Score([good, .. bad, good]).ToArray();
        Assert.That(scores, Has.Length.EqualTo(bad.Length + 2));
        Assert.That(scores[1..^1].Select(score => score.Error), Is.All.Not.Null.And.All.Not.Contains("\n"));
        Assert.That(scores[1..^1].Select(score => score.Top), Is.All.Empty);
        Assert.That(scores[0].Error, Is.Null);
        Assert.That(scores[^1], Is.EqualTo(scores[0] with { Top = scores[^1].Top }));
        Assert.That(scores[^1].Top, Is.EqualTo(scores[0].Top));
        Assert.That(scores[0].GateOpen, Is.EqualTo(1));
    }

    [Test]
    public void Score_SourcesOfBytes_AreScoredAsTheirFilesAndFailAlone()
    {
        var good = Image("good.png", SKColors.White);
        ImageSource[] sources =
        [
            new(good), new("a.tar/good.png", () => File.ReadAllBytes(good)), new("a.tar/text.jpg", () => "no image"u8.ToArray()),
            new("a.tar/gone.jpg", () => throw new InvalidDataException("The archive\nhas ended.")), new("a.tar/empty.jpg", () => default), new(good),
        ];
        using var scorer = new ImageScorer(model, new ScoringOptions { BatchSize = 4 });
        var scores = scorer.Score(sources).ToArray();
        Assert.That(scores.Select(score => score.Path), Is.EqualTo(sources.Select(source => source.Path)));
        Assert.That(scores.Select(score => score.Error is null), Is.EqualTo(new[] { true, true, false, false, false, true }));
        Assert.That(scores[1].Top, Is.EqualTo(scores[0].Top));
        Assert.That(scores[3].Error, Is.EqualTo("The archive has ended."));
    }

    [Test]
    public void Score_Sources_AreTakenByOneThreadAtATimeAndNoFurtherThanTheBatches()
    {
        var (good, inside, taken, read) = (Image("good.png", SKColors.White), 0, 0, 0);
        IEnumerable<ImageSource> Sources()
        {
            while (true)
            {
                Assert.That(Interlocked.Increment(ref inside), Is.EqualTo(1));
                Thread.Yield();
                Interlocked.Decrement(ref inside);
                Interlocked.Increment(ref taken);
                yield return new("x", () =>
                {
                    Assert.That(Volatile.Read(ref taken) - Interlocked.Increment(ref read), Is.LessThan(4), "no more images wait than there are threads");
                    return File.ReadAllBytes(good);
                });
            }
        }
        using var scorer = new ImageScorer(model, new ScoringOptions { BatchSize = 8, Threads = 4 });
        var scores = scorer.Score(Sources()).Take(100).ToArray();
        Assert.That(scores.Select(score => score.Error), Is.All.Null);
        Assert.That(taken, Is.LessThanOrEqualTo(100 + 3 * 8));
    }

    [Test]
    public void Score_WithChannelsAndEmbedding_GivesThemForImagesThatDidNotFail()
    {
        var good = Image("good.png", new SKColor(20, 120, 220));
        using var textures = FrequencyModel.LoadDefault();
        using var scorer = new ImageScorer(textures, new ScoringOptions { BatchSize = 2, IncludeChannels = true, IncludeEmbedding = true });
        var scores = scorer.Score([good, folder["missing.jpg"], good]).ToArray();
        var extractor = textures.CreateExtractor();
        var channels = new float[extractor.Length];
        extractor.Extract(good, channels);
        Assert.That(scores[2].Channels!.Value.ToArray(), Is.EqualTo(channels));
        using var batch = new BatchScorer(textures, 2, embedding: true);
        channels.CopyTo(batch.Input(0));
        batch.Run(1);
        Assert.That(scores[2].Embedding!.Value.ToArray(), Is.EqualTo(batch.Embedding(0).ToArray()));
        Assert.That((scores[1].Channels, scores[1].Embedding), Is.EqualTo(((ReadOnlyMemory<float>?)null, (ReadOnlyMemory<float>?)null)));
        using var plain = new ImageScorer(textures);
        Assert.That(plain.Score([good]).Single(), Has.Property("Channels").Null.And.Property("Embedding").Null);
    }

    [Test]
    public void Constructor_EmbeddingOfAModelWithout_Throws() =>
        Assert.That(() => new ImageScorer(model, new ScoringOptions { IncludeEmbedding = true }), Throws.InvalidOperationException.With.Message.Contains("embedding"));

    [Test]
    public void Score_ModelGivesNaN_IsAnErrorRow()
    {
        var damaged = TestModel.Create();
        damaged.Graph.Node.Single(node => node.Output[0] == "gated").OpType = "Div";        // 0 / 0 where the gate is closed
        using var broken = FrequencyModel.Load(Google.Protobuf.MessageExtensions.ToByteArray(damaged), "broken.onnx");
        using var scorer = new ImageScorer(broken);
        var score = scorer.Score([Image("gray.png", new SKColor(128, 128, 128))]).Single();
        Assert.That(score.Error, Does.Contain("broken.onnx").And.Contain("not finite"));
        Assert.That(score.Top, Is.Empty);
    }

    [Test]
    public void Score_Cancelled_GivesWhatWasFinishedThenThrows()
    {
        var path = Image("a.png", SKColors.White);
        using var cancellation = new CancellationTokenSource();
        using var scorer = new ImageScorer(model, new ScoringOptions { BatchSize = 2 });
        var finished = 0;
        Assert.That(() =>
        {
            foreach (var score in scorer.Score(Enumerable.Repeat(path, 100), cancellation.Token))
            {
                Assert.That(score.Error, Is.Null);
                if (++finished == 5) cancellation.Cancel();
            }
        }, Throws.TypeOf<OperationCanceledException>());
        Assert.That(finished, Is.InRange(5, 12));
    }

    [Test]
    public void Score_CallerStopsEarly_ScorerCanBeUsedAgain()
    {
        var (white, red) = (Image("white.png", SKColors.White), Image("red.png", SKColors.Red));
        using var scorer = new ImageScorer(model, new ScoringOptions { BatchSize = 2 });
        for (var repeat = 0; repeat < 20; repeat++)
        {
            Assert.That(scorer.Score(Enumerable.Repeat(white, 20)).First().Top[0].Label, Is.EqualTo("bright"));
            Assert.That(scorer.Score(Enumerable.Repeat(red, 5)).Select(score => score.Top[0].Label), Is.All.EqualTo("red"));
        }
    }

    [Test]
    public void Score_ImageWithoutMemory_IsDecodedAgainAlone()
    {
        var white = File.ReadAllBytes(Image("white.png", SKColors.White));
        var reads = 0;
        using var scorer = new ImageScorer(model, new ScoringOptions { BatchSize = 4, Threads = 2 });
        var scores = scorer.Score([new ImageSource("a", () => white), new ImageSource("b", Starved), new ImageSource("c", () => white)]).ToArray();
        Assert.That(scores.Select(score => (score.Path, score.Top[0].Label)), Is.EqualTo(new[] { ("a", "bright"), ("b", "bright"), ("c", "bright") }));
        Assert.That(reads, Is.EqualTo(2));

        ReadOnlyMemory<byte> Starved() => ++reads == 1 ? throw new InsufficientMemoryException() : white;
    }

    [TestCase(1), TestCase(2), TestCase(8)]
    public void Score_ImageWithoutMemoryEvenAlone_EndsAfterTheResultsBefore(int batchSize)
    {
        var white = File.ReadAllBytes(Image("white.png", SKColors.White));
        using var scorer = new ImageScorer(model, new ScoringOptions { BatchSize = batchSize, Threads = 2 });
        var given = new List<string>();
        Assert.That(() =>
        {
            var sources = "abcde".Select(name => new ImageSource($"{name}", () => name == 'd' ? throw new InsufficientMemoryException() : white));
            foreach (var score in scorer.Score(sources)) given.Add(score.Path);
        }, Throws.TypeOf<InsufficientMemoryException>().With.Message.StartsWith("There is not enough memory for 'd', even alone"));
        Assert.That(given, Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [TestCase(0), TestCase(1), TestCase(2), TestCase(3), TestCase(4), TestCase(5)]
    public void Score_PathsThrow_GiveTheResultsBeforeAndLeaveNothingForTheNextEnumeration(int before)
    {
        var (white, red) = (Image("white.png", SKColors.White), Image("red.png", SKColors.Red));
        using var scorer = new ImageScorer(model, new ScoringOptions { BatchSize = 2 });
        var given = new List<string>();
        Assert.That(() =>
        {
            foreach (var score in scorer.Score(Failing())) given.Add(score.Top[0].Label);
        }, Throws.TypeOf<InvalidDataException>());
        Assert.That(given, Is.EqualTo(Enumerable.Repeat("bright", before)));
        Assert.That(scorer.Score([red]).Select(score => score.Path), Is.EqualTo(new[] { red }));

        IEnumerable<string> Failing()
        {
            for (var i = 0; i < before; i++) yield return white;
            throw new InvalidDataException("The list ends here.");
        }
    }

    [Test]
    public void Score_TwoEnumerationsAtOnce_ThrowsInsteadOfMixingThem()
    {
        var path = Image("a.png", SKColors.White);
        using var scorer = new ImageScorer(model, new ScoringOptions { BatchSize = 2 });
        Assert.That(() => scorer.Score(Enumerable.Repeat(path, 20)).Zip(scorer.Score([path])).Count(), Throws.InvalidOperationException.With.Message.Contains("already"));
        Assert.That(scorer.Score([path]).Count(), Is.EqualTo(1), "both have ended");
    }

    [Test]
    public void Score_Disposed_Throws()
    {
        var path = Image("a.png", SKColors.White);
        var scorer = new ImageScorer(model, new ScoringOptions { BatchSize = 2 });
        var lazy = scorer.Score([path]);
        var abandoned = scorer.Score(Enumerable.Repeat(path, 20)).GetEnumerator();
        Assert.That(abandoned.MoveNext());
        scorer.Dispose();
        Assert.That(() => { while (abandoned.MoveNext()) { } }, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => lazy.Count(), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => scorer.Score([path]), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Score_EndlessPaths_ReadsOnlyWhatItNeeds()
    {
        var path = Image("a.png", SKColors.White);
        var read = 0;
        using var scorer = new ImageScorer(model, new ScoringOptions { BatchSize = 4 });
        Assert.That(scorer.Score(Endless()).Take(10).Count(), Is.EqualTo(10));
        Assert.That(read, Is.LessThanOrEqualTo(24));

        IEnumerable<string> Endless()
        {
            while (true)
            {
                read++;
                yield return path;
            }
        }
    }

    [Test]
    public void Options_OutOfRange_ThrowByName()
    {
        Assert.That(() => new ScoringOptions { BatchSize = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("BatchSize is 0; expected 1 to 65536"));
        Assert.That(() => new ScoringOptions { Threads = 1025 }, Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("Threads is 1025; expected 1 to 1024"));
        Assert.That(() => new ScoringOptions { Top = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("Top is 0"));
    }

    private string Image(string name, SKColor colour)
    {
        using var bitmap = new SKBitmap(20, 18);
        bitmap.Erase(colour);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return folder.Write(name, data.ToArray());
    }
}
