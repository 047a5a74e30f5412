using FrequencyML.Training.Reports;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Reports;

public sealed class ConfusionTests
{
    private static readonly Confusion Sample = new(SampleRun.Labels, SampleRun.Predictions);

    [Test]
    public void Classes_OfSample_HaveRecallAndPrecision() => Assert.That(Sample.Classes, Is.EqualTo(new ClassResult[]
    {
        new("cat", 4, 0.5, 2 / 3.0), new("dog", 4, 1, 4 / 6.0), new(SampleRun.HostileLabel, 4, 0.75, 1),
    }));

    [Test]
    public void Classes_WithoutImages_HaveNoShares() =>
        Assert.That(new Confusion(["a", "b"], [new("", "a", "a")]).Classes[1], Is.EqualTo(new ClassResult("b", 0, null, null)));

    [Test]
    public void MostConfused_OfSample_BeginsWithTheLargestPair() => Assert.That(Sample.MostConfused(5), Is.EqualTo(new ConfusedPair[]
    {
        new("cat", "dog", 2, 0.5), new(SampleRun.HostileLabel, "cat", 1, 0.25),
    }));

    [Test]
    public void Labels_ThatXmlForbids_AreReplaced() =>
        Assert.That(new Confusion(["a\u0001", "b\ud800c", "\U0001F600"], []).Labels, Is.EqualTo(new[] { "a\uFFFD", "b\uFFFDc", "\U0001F600" }));

    [TestCase(2), TestCase(20), TestCase(45), TestCase(120)]
    public void Matrix_AnyNumberOfClasses_IsDrawn(int classes)
    {
        var labels = Enumerable.Range(0, classes).Select(index => $"a class with quite a long name {index}").ToArray();
        var confusion = new Confusion(labels, labels.Select((label, index) => new Prediction("", label, labels[index * 7 % classes])));
        var picture = ConfusionMatrix.Of(confusion);
        PictureAssert.IsPng(picture.ToPng(), picture);
        Assert.That(PictureAssert.Texts(picture), Does.Contain("Confusion matrix"));
    }
}
