using NUnit.Framework;

namespace FrequencyML.Training.Tests;

public sealed class TrainingRunTests
{
    [TestCase("is missing"), TestCase("does not hold the weights", 1000), TestCase("does not hold the weights", null, 12)]
    public void LoadNetwork_WeightsMissingDamagedOrOfAnotherNetwork_NamesTheFile(string mentions, int? length = null, int? width = null)
    {
        using var tiny = new TinyRun(Example.Settings);
        var path = Path.Combine(tiny.RunFolder, "weights.dat");
        if (length is { } kept) File.WriteAllBytes(path, File.ReadAllBytes(path)[..kept]);
        else if (width is null) File.Delete(path);
        var run = width is { } other ? tiny.Run with { Settings = tiny.Settings with { Width = other } } : tiny.Run;
        Assert.That(() => run.LoadNetwork(tiny.RunFolder), Throws.TypeOf<InvalidDataException>().With.Message.Contains(path).And.Message.Contains(mentions));
    }
}
