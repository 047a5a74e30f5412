using FrequencyML.Training.Comparison;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Comparison;

public sealed class ComparedVariantTests
{
    [Test]
    public void Create_RunsScoredAtOtherSizes_AreNoSeedsOfOneVariant()
    {
        using var tiny = new TinyRun(Example.Settings);
        using (new ComparedVariant("a", [Save(seed: 1, null), Save(seed: 2, null)], threads: 1)) { }
        Assert.That(() => new ComparedVariant("a", [Save(seed: 1, null), Save(seed: 2, 80)], threads: 1),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("in more than their seed"));

        string Save(int seed, int? resize)
        {
            var folder = tiny[$"a-s{seed}"];
            Directory.CreateDirectory(folder);
            var run = tiny.Run with { Settings = tiny.Settings with { Seed = seed }, ScoringResize = resize };
            run.Save(folder, tiny.Network, Predictions.Measure(tiny.Network, run.Settings, tiny.Images));
            return folder;
        }
    }
}
