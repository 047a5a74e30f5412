using FrequencyML.Training.Reports;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Reports;

public sealed class PlotTests
{
    [TestCase(1), TestCase(2), TestCase(40)]
    public void LearningCurves_AnyNumberOfEpochs_AreDrawn(int epochs)
    {
        PictureAssert.IsDrawn(LearningCurves.PictureOf([.. Enumerable.Range(1, epochs).Select(epoch => SampleRun.Epoch(epoch))]));
        PictureAssert.IsDrawn(LearningCurves.PictureOf([.. Enumerable.Range(1, epochs).Select(epoch => SampleRun.Epoch(epoch, open: 20))]));
    }

    [Test]
    public void LearningCurves_EpochsThatWereNotMeasured_AreLeftOut() => PictureAssert.IsDrawn(LearningCurves.PictureOf(
        [SampleRun.Epoch(1) with { Validation = null, Loss = double.NaN }, SampleRun.Epoch(2) with { Validation = null }]));

    [Test]
    public void AccuracyPlot_SeveralRuns_NamesEach()
    {
        var picture = AccuracyPlot.Of([new(6, 0.7, "six"), new(24, 0.8, "a <gate>", 0.01), new(24, 0.805, "fixed"), new(192, 0.82, "all")], ("rgb", 0.81));
        PictureAssert.IsDrawn(picture);
        Assert.That(PictureAssert.Texts(picture), Does.Contain("six").And.Contain("a <gate>").And.Contain("fixed").And.Contain("all").And.Contain("rgb"));
    }

    [Test]
    public void AccuracyPlot_OneRunOrNone_IsDrawnOrRefused()
    {
        PictureAssert.IsDrawn(AccuracyPlot.Of([new(24, 0.8, "one")]));
        Assert.That(() => AccuracyPlot.Of([]), Throws.ArgumentException);
        Assert.That(() => AccuracyPlot.Of([new(0, 0.8, "none")]), Throws.ArgumentException);
    }
}
