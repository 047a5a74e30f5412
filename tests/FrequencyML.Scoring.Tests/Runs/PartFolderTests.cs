using FrequencyML.Scoring.Rows;
using FrequencyML.Scoring.Runs;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Scoring.Tests.Runs;

public sealed class PartFolderTests
{
    private const int Workers = 4, Repeats = 40;

    private static readonly RunDescription Description = new()
    {
        Schema = RunDescription.CurrentSchema,
        Rows = 10,
        Chunk = 3,
        ManifestSha256 = "none",
        ModelSha256 = "none",
        Format = RowFormat.Ndjson,
        Top = 1,
        Path = default,
        Embedding = false,
        Channels = false,
    };

    [Test]
    public void OpenFor_DifferentRunsAtOnceInAnEmptyFolder_LetsOneBegin()
    {
        using var folder = new TemporaryFolder();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var path = folder[$"{repeat}"];
            var errors = AtOnce(worker => PartFolder.OpenFor(path, Description with { Top = 1 + worker }, overwrite: false));
            Assert.That(errors.Count(error => error is null), Is.EqualTo(1), $"repeat {repeat}");
            Assert.That(errors.OfType<Exception>(), Is.All.InstanceOf<InvalidDataException>().With.Message.Contains("holds another run: this one has"));
            Assert.That(PartFolder.OpenExisting(path).Run.Top, Is.EqualTo(1 + Array.IndexOf(errors, null)), "the one that began is the one that is described");
            Assert.That(Directory.GetFiles(path, "*.tmp"), Is.Empty);
        }
    }

    [Test]
    public void OpenFor_WorkersOfOneRunAtOnceInAnEmptyFolder_LetsAllBegin([Values] bool overwrite)
    {
        using var folder = new TemporaryFolder();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var path = folder[$"{repeat}"];
            Assert.That(AtOnce(_ => PartFolder.OpenFor(path, Description, overwrite)), Is.All.Null);
            Assert.That(PartFolder.OpenExisting(path).Run, Is.EqualTo(Description));
        }
    }

    /// <summary>What each of several threads that start together ends with; null for no exception.</summary>
    private static Exception?[] AtOnce(Action<int> work)
    {
        var errors = new Exception?[Workers];
        using var start = new Barrier(Workers);
        var threads = Enumerable.Range(0, Workers).Select(worker => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                work(worker);
            }
            catch (Exception error)
            {
                errors[worker] = error;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return errors;
    }
}
