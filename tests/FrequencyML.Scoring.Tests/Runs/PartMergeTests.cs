using System.Globalization;
using FrequencyML.Models;
using FrequencyML.Scoring.Inputs;
using FrequencyML.Scoring.Rows;
using FrequencyML.Scoring.Runs;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Scoring.Tests.Runs;

/// <summary>Parts that no model has scored: verified and merged.</summary>
public sealed class PartMergeTests
{
    private const int Rows = 7;
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Verification_OfAllParts_IsComplete()
    {
        var found = PartVerification.Of(Parts(0, 1, 2), CancellationToken.None);
        Assert.That((found.IsComplete, found.Rows, found.Failed), Is.EqualTo((true, Rows, Rows)), string.Join(' ', found.Problems));
        Assert.That(found.ToString(), Is.EqualTo("7 of 7 rows in 3 parts, 7 images failed: complete"));
    }

    [Test]
    public void Verification_PartIsMissing_SaysWhich()
    {
        var found = PartVerification.Of(Parts(0, 2), CancellationToken.None);
        Assert.That((found.IsComplete, found.Rows), Is.EqualTo((false, 4)));
        Assert.That(found.Problems, Is.EqualTo(["1 of 3 parts are missing: 1. Run score again to make them."]));
    }

    [TestCase("all.csv", RowFormat.Csv), TestCase("all", RowFormat.Ndjson)]
    public void Write_AllParts_IsOneFileInTheFormatOfItsName(string name, object format)
    {
        PartMerge.Write(Parts(0, 1, 2), folder[name], null, CancellationToken.None);
        using var stream = File.OpenRead(folder[name]);
        Assert.That(((RowFormat)format).Read(stream, new()).Select(row => row.Index), Is.EqualTo(Enumerable.Range(0, Rows)));
    }

    [Test]
    public void Write_Cancelled_WritesNothing()
    {
        var parts = Parts(0, 1, 2);
        Assert.That(() => PartMerge.Write(parts, folder["all"], null, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }

    private PartFolder Parts(params int[] numbers)
    {
        using var manifest = Manifest.Create(Enumerable.Range(0, Rows).Select(i => new ImageEntry(Name(i))), chunk: 3);
        var parts = PartFolder.OpenFor(folder["parts"], new()
        {
            Schema = RunDescription.CurrentSchema,
            Rows = Rows,
            Chunk = manifest.Chunk,
            ManifestSha256 = manifest.Sha256,
            ModelSha256 = "none",
            Format = RowFormat.Ndjson,
            Top = 1,
            Path = default,
            Embedding = false,
            Channels = false,
        }, overwrite: false);
        foreach (var number in numbers)
        {
            using var part = parts.Begin(number);
            for (var (i, end) = parts.Run.RowsOf(number); i < end; i++) part.Write(new ImageScore { Path = Name(i), Error = "not scored" });
            part.Commit();
        }
        return parts;
    }

    private static string Name(long index) => string.Create(CultureInfo.InvariantCulture, $"{index}.jpg");
}
