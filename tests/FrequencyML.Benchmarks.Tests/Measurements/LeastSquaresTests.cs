using FrequencyML.Benchmarks.Measurements;
using NUnit.Framework;

namespace FrequencyML.Benchmarks.Tests.Measurements;

public sealed class LeastSquaresTests
{
    private const double Rounding = 1e-12;      // of some tens of operations on numbers near 1

    [Test]
    public void Fit_PointsOfALine_GivesTheLine()
    {
        var line = LeastSquares.Fit([(1, 5), (2, 8), (4, 14)]);
        Assert.That((line.Slope, line.Intercept), Is.EqualTo((3.0, 2.0)).Within(Rounding));
    }

    [Test]
    public void Fit_PointsBesideALine_GivesTheSmallestSquares()
    {
        var line = LeastSquares.Fit([(0, 0), (1, 2), (2, 1)]);      // by hand: means 1 and 1; 1 / 2
        Assert.That((line.Slope, line.Intercept), Is.EqualTo((0.5, 0.5)).Within(Rounding));
    }

    [TestCase(1), TestCase(0.5), TestCase(-2)]
    public void Exponent_PointsOfAPower_IsIt(double exponent) => Assert.That(
        LeastSquares.Exponent([.. new double[] { 1, 3, 10, 200 }.Select(x => (x, 7 * Math.Pow(x, exponent)))]), Is.EqualTo(exponent).Within(Rounding));
}
