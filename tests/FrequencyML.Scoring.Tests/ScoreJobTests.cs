using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Scoring.Inputs;
using FrequencyML.Scoring.Rows;
using FrequencyML.Scoring.Runs;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Scoring.Tests;

/// <summary>Jobs as a front end runs them; the files that they write are the subject of the command's tests.</summary>
public sealed class ScoreJobTests
{
    private const int SampleCount = 40;
    private static readonly string Samples = Repository.PathOf("data", "samples");
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Run_FolderToParts_CountsAndResumes()
    {
        var observer = new RecordingObserver();
        var first = ScoreJob.Run(ToParts(Samples), observer, CancellationToken.None);
        Assert.That((first.Ending, first.Summary.Images, first.Summary.Failed, first.Summary.Labelled), Is.EqualTo((ScoreEnding.Done, SampleCount, 0, SampleCount)));
        Assert.That(first.Parts, Is.EqualTo(new PartCounts(new Shard(0, 1, "--shard-index"), 6, 0, 6)));
        Assert.That((observer.Count, observer.Images), Is.EqualTo((SampleCount, SampleCount)));
        Assert.That(observer.Sentences, Has.Count.EqualTo(2), "of the device, then of the parts");
        Assert.That(observer.Sentences[0], Does.Match("^runs on .+, since "));

        File.Delete(Directory.GetFiles(folder["parts"], "part-00002-*").Single());
        observer = new RecordingObserver();
        var again = ScoreJob.Run(ToParts(Samples), observer, CancellationToken.None);
        Assert.That((again.Ending, again.Summary.Images, again.Parts!.Written, again.Parts.Skipped), Is.EqualTo((ScoreEnding.Done, 7, 1, 5)));
        Assert.That((observer.Count, observer.Images), Is.EqualTo((7, 7)));
    }

    [Test]
    public void Run_Cancelled_KeepsFinishedParts()
    {
        using var cancellation = new CancellationTokenSource();
        var observer = new RecordingObserver(images => { if (images == 8) cancellation.Cancel(); });
        var outcome = ScoreJob.Run(ToParts(Samples) with { Scoring = new() { BatchSize = 1, Threads = 1 } }, observer, cancellation.Token);
        Assert.That(outcome.Ending, Is.EqualTo(ScoreEnding.Interrupted));
        Assert.That(outcome.Parts!.Written, Is.InRange(1, 5));
        Assert.That(Directory.GetFiles(folder["parts"], "part-*"), Has.Length.EqualTo(outcome.Parts.Written));
    }

    [Test]
    public void Run_Failures_AreCountedAndEndTheWorkBeyondTheirLimit()
    {
        for (var i = 0; i < 3; i++) folder.Write($"in/{i}.jpg", "no image"u8.ToArray());
        var all = ScoreJob.Run(ToFile(folder["in"]), new RecordingObserver(), CancellationToken.None);
        Assert.That((all.Ending, all.Summary.Images, all.Summary.Failed), Is.EqualTo((ScoreEnding.SomeFailed, 3, 3)));
        Assert.That(all.Summary.LastError, Does.StartWith(Path.Combine(folder["in"], "2.jpg: ")));
        var limited = ScoreJob.Run(ToFile(folder["in"]) with { MaxErrors = 1 }, new RecordingObserver(), CancellationToken.None);
        Assert.That((limited.Ending, limited.Summary.Failed, limited.Parts), Is.EqualTo((ScoreEnding.TooManyErrors, 2, (PartCounts?)null)));
    }

    [Test]
    public void Run_DeviceByName_SaysNothingOfIt()
    {
        using var stream = new MemoryStream();
        var observer = new RecordingObserver();
        var request = ToFile(Samples) with { Output = null, OpenStream = () => stream, Device = InferenceDevice.Cpu };
        Assert.That(ScoreJob.Run(request, observer, CancellationToken.None).Ending, Is.EqualTo(ScoreEnding.Done));
        Assert.That(observer.Sentences, Is.Empty);
        Assert.That(RowFormat.Csv.Read(new MemoryStream(stream.ToArray()), new()).Count(), Is.EqualTo(SampleCount));
    }

    private ScoreRequest ToParts(string input) => ToFile(input) with { Output = folder["parts"], Format = RowFormat.Parquet, Parts = new(Chunk: 7, ShardIndex: 0, ShardCount: 1, Overwrite: false) };

    private ScoreRequest ToFile(string input)
    {
        var names = new ImageNames([]);
        return new()
        {
            Inputs = new([input], names, isNull: false, RowColumns.Path, InputLimits.Default),
            Names = names,
            Scoring = new(),
            Output = folder["rows.csv"],
            Format = RowFormat.Csv,
            MaxErrors = long.MaxValue,
        };
    }
}
