using System.Reflection;
using System.Text.RegularExpressions;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Conformance.Tests;

/// <summary>Every clause of docs/contracts.md has a test of its name, and every such test a clause.</summary>
public sealed partial class ClauseCoverageTests
{
    private static string[] Clauses { get; } = [.. Clause().Matches(File.ReadAllText(Repository.PathOf("docs", "contracts.md"))).Select(match => match.Groups[1].Value)];

    [Test]
    public void Clauses_AreThoseOfTheTests() => Assert.That(
        new[] { typeof(TensorClauses), typeof(SelectionClauses), typeof(ModelClauses) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Select(method => method.Name.Split('_')[0]).Distinct(),
        Is.EquivalentTo(Clauses));

    [Test]
    public void Clauses_AreNumberedInOrder() => Assert.That(Clauses, Is.EqualTo([
        .. Enumerable.Range(1, Clauses.Count(clause => clause[0] == 'T')).Select(number => $"T{number}"),
        .. Enumerable.Range(1, Clauses.Count(clause => clause[0] == 'O')).Select(number => $"O{number}"),
    ]));

    [GeneratedRegex(@"^\*\*([TO]\d+)\*\* ", RegexOptions.Multiline)]
    private static partial Regex Clause();
}
