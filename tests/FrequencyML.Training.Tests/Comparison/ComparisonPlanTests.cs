using System.Text;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Comparison;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Comparison;

public sealed class ComparisonPlanTests
{
    [Test]
    public void Read_Plan_GivesEveryRunItsSettings()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, """
            { "common": "--resize 224 --crop 224 --epochs 12",
              "variants": [ { "name": "rgb", "options": "--input rgb --resize 112 --crop 112", "seeds": [1, 2] },
                            { "name": "dct6", "options": "--channels 6", "seeds": [3] } ] }
            """);
        var runs = ComparisonPlan.Read(path).Runs.ToArray();
        Assert.That(runs.Select(run => (run.Variant, run.Folder)), Is.EqualTo(new[] { ("rgb", "rgb-s1"), ("rgb", "rgb-s2"), ("dct6", "dct6-s3") }));
        Assert.That(runs.Select(run => (run.Settings.Input, run.Settings.Crop, run.Settings.Epochs, run.Settings.Seed)),
            Is.EqualTo(new[] { (NetworkInput.Rgb, 112, 12, 1), (NetworkInput.Rgb, 112, 12, 2), (NetworkInput.Dct, 224, 12, 3) }));
        Assert.That(runs[2].Settings.ParsedSelection, Has.Count.EqualTo(6));
    }

    [TestCase("no json", "no comparison plan")]
    [TestCase("""{ "common": "", "variants": [] }""", "no variants")]
    [TestCase("""{ "common": "", "variants": [null] }""", "A variant is null")]
    [TestCase("""{ "common": "", "variants": [ { "name": "a|b", "options": "", "seeds": [1] } ] }""", "'a|b' can not name")]
    [TestCase("""{ "common": "", "variants": [ { "name": "..", "options": "", "seeds": [1] } ] }""", "'..' can not name")]
    [TestCase("""{ "common": "", "variants": [ { "name": "a", "options": "--seed 7", "seeds": [1] } ] }""", "--seed is among the options")]
    [TestCase("""{ "common": "", "variants": [ { "name": "a", "options": "", "seeds": [] } ] }""", "'a' has no seeds")]
    [TestCase("""{ "common": "", "variants": [ { "name": "a", "options": "", "seeds": [1, 1] } ] }""", "'a' has a seed twice")]
    [TestCase("""{ "common": "", "variants": [ { "name": "a", "options": "--batch 1", "seeds": [1] } ] }""", "Variant 'a'")]
    [TestCase("""{ "common": "", "variants": [ { "name": "a/b", "options": "", "seeds": [1] } ] }""", "'a/b'")]
    [TestCase("""{ "common": "", "variants": [ { "name": "a", "options": "", "seeds": [1] }, { "name": "a", "options": "", "seeds": [2] } ] }""", "one name")]
    [TestCase("""{ "variants": [ { "name": "a", "options": "", "seeds": [1] } ] }""", "common")]
    public void Read_NoPlan_SaysWhatIsWrong(string content, string mentions)
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => ComparisonPlan.Read(Write(folder, content)), Throws.TypeOf<InvalidDataException>().With.Message.Contains(mentions));
    }

    [TestCase("--frobnicate 1", "--frobnicate"), TestCase("--epochs many", "many")]
    public void Read_WrongOption_IsNamed(string options, string mentions)
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, $$"""{ "common": "{{options}}", "variants": [ { "name": "a", "options": "", "seeds": [1] } ] }""");
        Assert.That(() => ComparisonPlan.Read(path), Throws.TypeOf<FormatException>().With.Message.Contains(mentions));
    }

    private static string Write(TemporaryFolder folder, string content) => folder.Write("plan.json", Encoding.UTF8.GetBytes(content));
}
