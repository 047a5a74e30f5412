using System.Collections.Concurrent;
using NUnit.Framework;

namespace FrequencyML.Documentation.Tests;

/// <summary>The commands of the pages, line by line: those that take long with smaller numbers, or by their options alone.</summary>
public sealed class ShellTests
{
    private static readonly ConcurrentDictionary<(string, string), string> Help = new();

    private static IEnumerable<string> Pages() => Ledger.Pieces(Ledger.Run).Select(found => found.Piece.Document.Name).Distinct();

    [TestCaseSource(nameof(Pages))]
    public void Commands_OfThePage_Succeed(string page)
    {
        foreach (var (piece, entry) in Ledger.Pieces(Ledger.Run).Where(found => found.Piece.Document.Name == page))
        {
            var line = piece.Text;
            foreach (var (from, to) in entry.Replacements)
            {
                Assert.That(line, Does.Contain(from), $"{piece}: the ledger replaces it");
                line = line.Replace(from, to, StringComparison.Ordinal);
            }
            var result = ShellCommand.Of(line).Run(Workspace.Of(page));
            Assert.That(result.ExitCode, Is.Zero, $"{piece}\n{result.Output}\n{result.Error}");
        }
    }

    private static IEnumerable<TestCaseData> Parsed() => Ledger.Pieces(Ledger.Parse).Select(found => new TestCaseData(found.Piece.Text).SetArgDisplayNames($"{found.Piece}"));

    [TestCaseSource(nameof(Parsed))]
    public void Options_OfTheCommand_AreInItsHelp(string line)
    {
        var command = ShellCommand.Of(line);
        var help = Help.GetOrAdd((command.Assembly, command.Arguments[0]), _ => command.Help());
        foreach (var option in command.Arguments.Where(argument => argument.StartsWith('-')))
            Assert.That(help.Split([' ', ',', '\n', '\r']), Does.Contain(option), $"{command.Arguments[0]} --help");
    }
}
