using FrequencyML.Training.Data;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Data;

public sealed class SampleRandomTests
{
    [Test]
    public void NextDouble_OtherKeyPart_GivesOtherNumbers()
    {
        var first = new[] { new SampleRandom(1, 2), new(2, 1), new(1, 2, 1), new(1, 2, 0, 1), new(0, 0), new(-1, 2) }.Select(random => random.NextDouble());
        Assert.That(first, Is.Unique);
        var (again, twin) = (new SampleRandom(1, 2, 3, 4), new SampleRandom(1, 2, 3, 4));
        Assert.That(again.NextDouble(), Is.EqualTo(twin.NextDouble()));
    }

    [Test]
    public void NextDouble_NeighbouringKeys_AreUniform()
    {
        var values = Enumerable.Range(0, 10000).Select(i => new SampleRandom(7, i).NextDouble()).ToArray();
        Assert.That(values, Is.All.InRange(0, 1));
        Assert.That(values.Average(), Is.EqualTo(0.5).Within(0.015));                  // five standard errors
        Assert.That(values.Zip(values.Skip(1), (a, b) => (a - 0.5) * (b - 0.5)).Average() * 12, Is.EqualTo(0).Within(0.05));
    }

    [Test]
    public void Shuffle_Elements_IsAPermutationOfItsOwn()
    {
        var elements = Enumerable.Range(0, 100).ToArray();
        new SampleRandom(1, 1).Shuffle(elements);
        Assert.That(elements.Order(), Is.EqualTo(Enumerable.Range(0, 100)));
        Assert.That(elements, Is.Not.Ordered);
    }

    [TestCase(0.2), TestCase(1)]
    public void NextBeta_Symmetric_HasItsMeanAndVariance(double alpha)
    {
        var values = Enumerable.Range(0, 5000).Select(i => new SampleRandom(3, i).NextBeta(alpha)).ToArray();
        Assert.That(values, Is.All.InRange(0, 1));
        Assert.That(values.Average(), Is.EqualTo(0.5).Within(0.035));
        Assert.That(values.Average(value => (value - 0.5) * (value - 0.5)), Is.EqualTo(0.25 / (2 * alpha + 1)).Within(0.015));
    }
}
