using System.Diagnostics;
using NUnit.Framework;

namespace FrequencyML.Documentation.Tests;

/// <summary>The programs of the pages, as they stand.</summary>
[NonParallelizable]
public sealed class CodeTests
{
    private static IEnumerable<TestCaseData> CSharpPrograms() => Programs(Ledger.CSharp);

    private static IEnumerable<TestCaseData> PythonPrograms() => Programs(Ledger.Python);

    private static IEnumerable<TestCaseData> Programs(string how) =>
        Ledger.Pieces(how).Select(found => new TestCaseData(found.Piece.Document.Name, found.Piece.Text, how == Ledger.CSharp ? found.Piece.Printed : found.Entry.Detail).SetArgDisplayNames($"{found.Piece.Document.Name}:{found.Piece.Line}"));

    [TestCaseSource(nameof(CSharpPrograms))]
    public void CSharp_OfThePage_PrintsWhatFollowsIt(string page, string code, string? printed) =>
         Assert.That(CSharpProgram.Run(code, Workspace.Of(page)), Is.EqualTo(printed ?? ""), "what it prints stands below it, in a block of text");

    [TestCaseSource(nameof(PythonPrograms))]
    public void Python_OfThePage_DoesWhatTheLedgerSays(string page, string code, string aroundIt)
    {
        var (before, after) = aroundIt.Split(" => ") is [var first, var last] ? (first, last) : throw new FormatException(aroundIt);
        try
        {
            var start = new ProcessStartInfo("python3", ["-c", $"{before}\n{code}\n{after}"]) { WorkingDirectory = Workspace.Of(page), RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("There is no python3.");
        }
    }
}
