using System.Text.RegularExpressions;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Documentation.Tests;

/// <summary>Every command and block of code in the pages is run by a test, or says why it is not.</summary>
public sealed class LedgerTests
{
    [Test]
    public void Pieces_OfAllPages_HaveAnEntry() =>
        Assert.That(Ledger.AllPieces().Where(found => found.Entry is null).Select(found => found.Piece), Is.Empty, "add a line to ledger.tsv, or better a test");

    [Test]
    public void Entries_AreAllUsedAndComplete()
    {
        var used = Ledger.AllPieces().Select(found => found.Entry).ToHashSet();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ledger.Entries.Where(entry => !used.Contains(entry)), Is.Empty, "no page has what these stand for");
            Assert.That(Ledger.Entries.Where(entry => !Ledger.Kinds.Contains(entry.How)), Is.Empty);
            Assert.That(Ledger.Entries.Where(entry => entry.How is Ledger.Parse or Ledger.Sample or Ledger.Not && entry.Detail.Split(' ').Length < 3), Is.Empty, "give the reason");
        }
    }

    private static IEnumerable<string> NamedTests() => Ledger.Entries.Where(entry => entry.How == Ledger.Test).Select(entry => entry.Detail).Distinct();

    [TestCaseSource(nameof(NamedTests))]
    public void NamedTest_IsThere(string name)
    {
        // <project>/<class>.<method>, since a class need not have its project's namespace.
        var (project, type, method) = name.Split('/', '.') is [.. var words, var last, var end] ? (string.Join('.', words), last, end) : throw new FormatException(name);
        var sources = Directory.GetFiles(Repository.PathOf("tests", project), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);
        Assert.That(sources.Any(source => Regex.IsMatch(source, $@"\bclass {type}\b") && Regex.IsMatch(source, $@"\[Test[^\n]*\n(\s*\[[^\n]*\n)*\s*public (async Task|void) {method}\(")), name);
    }
}
