using FrequencyML.Dct;
using FrequencyML.Scoring.Rows;
using FrequencyML.Scoring.Runs;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Scoring.Tests.Runs;

public sealed class RunDescriptionTests
{
    private static readonly RunDescription Run = new()
    {
        Schema = RunDescription.CurrentSchema,
        Rows = 2_001,
        Chunk = 1_000,
        ManifestSha256 = "aa",
        ModelSha256 = "bb",
        Format = RowFormat.Ndjson,
        Top = 3,
        Path = DecodingPath.Auto,
        Embedding = true,
        Channels = false,
    };

    [Test]
    public void Parse_OfToJson_IsTheSame()
    {
        Assert.That(RunDescription.Parse(Run.ToJson(), "run.json"), Is.EqualTo(Run));
        Assert.That(Run.Fingerprint, Does.Match("^[0-9a-f]{16}$"));
        Assert.That(Run.Parts, Is.EqualTo(3));
        Assert.That(Run.RowsOf(2), Is.EqualTo((2_000L, 2_001L)));
    }

    [Test]
    public void Fingerprint_AnyProperty_ChangesItAndIsNamed()
    {
        RunDescription[] others =
        [
            Run with { Rows = 3 }, Run with { Chunk = 7 }, Run with { ManifestSha256 = "ab" }, Run with { ModelSha256 = "ba" }, Run with { Format = RowFormat.Csv },
            Run with { Top = 1 }, Run with { Path = DecodingPath.Pixels }, Run with { Embedding = false }, Run with { Channels = true },
            Run with { Limits = new InputLimits { MaxPixels = 600 } },
        ];
        Assert.That(others.Select(other => other.Fingerprint).Append(Run.Fingerprint), Is.Unique);
        Assert.That(others.Select(other => other.DifferencesTo(Run).Count()), Is.All.EqualTo(1));
        Assert.That(others[1].DifferencesTo(Run), Is.EqualTo(new[] { "chunk 7 instead of 1000" }));
        Assert.That(others[^1].DifferencesTo(Run), Is.EqualTo(new[] { "max_pixels 600 instead of 120000000" }));
    }

    [Test]
    public void Parse_Limits_AreThoseOfTheRun()
    {
        var limited = Run with { Limits = new InputLimits { MaxPixels = 600, MaxScans = 7 } };
        Assert.That(RunDescription.Parse(limited.ToJson(), "run.json"), Is.EqualTo(limited));
        Assert.That(Run.ToJson(), Does.Not.Contain("limits"), "the fingerprint of a run without options stays what it was");
        Assert.That(() => RunDescription.Parse(limited.ToJson().Replace("600", "0", StringComparison.Ordinal), "run.json"), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void Read_HugeFile_IsRefusedUnread()
    {
        using var folder = new TemporaryFolder();
        using (var file = File.Create(folder["run.json"])) file.SetLength(5L << 30);
        Assert.That(() => RunDescription.Read(folder["run.json"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("5368709120 bytes"));
    }

    [TestCase(""), TestCase("null"), TestCase("{}"), TestCase("[1"), TestCase("{\"schema\": 1}"), TestCase("{\"schema\": \"one\"}")]
    public void Parse_Damaged_SaysWhatToDo(string json) =>
        Assert.That(() => RunDescription.Parse(json, "run.json"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("'run.json' does not describe a run. Delete it and run score again"));

    [Test]
    public void Parse_NewerSchemaOrImpossibleFigures_SaysSo()
    {
        Assert.That(() => RunDescription.Parse((Run with { Schema = 2 }).ToJson(), "run.json"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("schema 2"));
        Assert.That(() => RunDescription.Parse("{\"schema\": 3, \"new\": true}", "run.json"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("schema 3"));
        foreach (var run in new[] { Run with { Rows = 0 }, Run with { Chunk = 0 }, Run with { Rows = long.MaxValue, Chunk = 1 } })
            Assert.That(() => RunDescription.Parse(run.ToJson(), "run.json"), Throws.TypeOf<InvalidDataException>());
    }
}
