using FrequencyML.Models.Internal;
using NUnit.Framework;

namespace FrequencyML.Models.Tests;

public sealed class ClassScoresTests
{
    [Test]
    public void Largest_RandomValues_EqualsASortThatKeepsTheOrderOfEqualOnes([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        float[] values = [.. Enumerable.Range(0, 1 + random.Next(30)).Select(_ => (float)random.Next(8))];
        var indices = new int[1 + random.Next(values.Length)];

        ClassScores.Largest(values, indices);

        Assert.That(indices, Is.EqualTo(Enumerable.Range(0, values.Length).OrderByDescending(index => values[index]).Take(indices.Length)));
    }

    [Test]
    public void Softmax_LargeLogits_DoesNotOverflow()
    {
        var probabilities = new float[3];
        ClassScores.Softmax([1000, 1000, -1000], probabilities);
        Assert.That(probabilities, Is.EqualTo(new[] { 0.5f, 0.5f, 0 }));
    }
}
