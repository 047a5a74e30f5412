using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

[Parallelizable(ParallelScope.Children)]
public sealed class CorpusTests
{
    private const int MaxPixels = 200_000_000;

    [TestCaseSource(typeof(CorpusFolder), nameof(CorpusFolder.Rows))]
    public void Read_CorpusFile_GivesTheCoefficientsOfLibjpegOrThrowsDocumented(CoefficientRow? file)
    {
        var row = CorpusFolder.Require(file);
        var image = new CoefficientImage(new JpegReadOptions { MaxPixels = MaxPixels });
        var error = Attempt.Read(image, row.Bytes);
        if (row is not { Outcome: "ok", Process: "sequential" or "progressive" }) return;
        Assert.That(error, Is.Null);
        Assert.That((image.Header.Width, image.Header.Height), Is.EqualTo((row.Width, row.Height)));
        Assert.That(Coefficients.Factors(image.Header), Is.EqualTo(row.Factors));
        Assert.That(Coefficients.Grid(image.Header), Is.EqualTo(row.Grid));
        Assert.That(Coefficients.Hash(Coefficients.Of(image)), Is.EqualTo(row.Hash));
    }

    [TestCaseSource(typeof(CorpusFolder), nameof(CorpusFolder.Rows))]
    public void Read_CorpusFileLeniently_GivesTheSameOrFindsTheSameDamage(CoefficientRow? file)
    {
        var row = CorpusFolder.Require(file);
        var strict = new CoefficientImage(new JpegReadOptions { MaxPixels = MaxPixels });
        var lenient = new CoefficientImage(new JpegReadOptions { MaxPixels = MaxPixels, Lenient = true });
        var error = Attempt.Read(strict, row.Bytes);
        var lenientError = Attempt.Read(lenient, row.Bytes);
        if (error is null)
        {
            Assert.That(lenientError, Is.Null);
            Assert.That(lenient.Damage, Is.Null);
            Assert.That(Coefficients.Of(lenient).AsSpan().SequenceEqual(Coefficients.Of(strict)), Is.True);
        }
        else Assert.That(lenientError is not null || lenient.Damage is not null, Is.True, error.Message);
    }
}
