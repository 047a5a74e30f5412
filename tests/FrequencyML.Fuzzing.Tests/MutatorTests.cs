using FrequencyML.Fuzzing.Mutation;
using FrequencyML.Fuzzing.Targets;
using NUnit.Framework;

namespace FrequencyML.Fuzzing.Tests;

public sealed class MutatorTests
{
    private static IEnumerable<string> Names => TargetTable.All.Select(target => target.Name);

    [TestCaseSource(nameof(Names))]
    public void Create_SameNumber_GivesTheSameInputInAnyOrder(string name)
    {
        Mutator one = new(TargetTable.Get(name)), other = new(TargetTable.Get(name));
        var inputs = Enumerable.Range(0, 200).Select(index => one.Create(7, index)).ToArray();
        for (var index = inputs.Length - 1; index >= 0; index--) Assert.That(other.Create(7, index), Is.EqualTo(inputs[index]));
        Assert.That(inputs.Select(Convert.ToHexString).Distinct().Count(), Is.GreaterThan(150));
        Assert.That(inputs.Max(input => input.Length), Is.LessThanOrEqualTo(MutationBuffer.MaxLength));
        Assert.That(Enumerable.Range(0, 200).Count(index => other.Create(8, index).AsSpan().SequenceEqual(inputs[index])), Is.LessThan(50), "another seed");
    }
}
