using FrequencyML.Tests.Shared;

namespace FrequencyML.Documentation.Tests;

/// <summary>How a piece of code in a page is checked, or why it is not: a line of ledger.tsv.</summary>
/// <param name="Document">The page; one that ends in <c>*</c> stands for all that begin so.</param>
/// <param name="Begins">How the piece begins.</param>
/// <param name="How">One of <see cref="Kinds"/>.</param>
/// <param name="Detail">What that needs; see the head of the file.</param>
internal sealed record Ledger(string Document, string Begins, string How, string Detail)
{
    public const string Run = "run", Parse = "parse", CSharp = "csharp", Python = "python", Test = "test", Sample = "sample", Not = "not";

    public static readonly string[] Kinds = [Run, Parse, CSharp, Python, Test, Sample, Not];

    public static IReadOnlyList<Ledger> Entries { get; } = [.. File.ReadLines(Repository.PathOf("tests", "FrequencyML.Documentation.Tests", "ledger.tsv"))
        .Where(line => line.Length > 0 && line[0] != '#').Select(Read)];

    /// <summary>The first entry that fits; null where there is none.</summary>
    public static Ledger? Of(CodeText piece) => Entries.FirstOrDefault(entry => entry.Fits(piece));

    /// <summary>The pieces of all pages that are checked in one way.</summary>
    public static IEnumerable<(CodeText Piece, Ledger Entry)> Pieces(string how) => AllPieces().Where(found => found.Entry?.How == how).Select(found => (found.Piece, found.Entry!));

    /// <summary>All pieces with their entries.</summary>
    public static IEnumerable<(CodeText Piece, Ledger? Entry)> AllPieces() =>
        Tests.Document.WithCode.SelectMany(document => document.Blocks).SelectMany(block => block.Pieces).Select(piece => (piece, Of(piece)));

    /// <summary>The pairs <c>from => to</c> of the detail.</summary>
    public IEnumerable<(string From, string To)> Replacements => Detail.Split(" ;; ", StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split("=>")).Select(pair => (pair[0].Trim(), pair[1].Trim()));

    private bool Fits(CodeText piece) =>
        (Document.EndsWith('*') ? piece.Document.Name.StartsWith(Document[..^1], StringComparison.Ordinal) : piece.Document.Name == Document)
        && piece.Text.StartsWith(Begins, StringComparison.Ordinal);

    private static Ledger Read(string line)
    {
        var cells = line.Split('\t');
        return cells.Length is 3 or 4 ? new(cells[0], cells[1].Replace("\\n", "\n", StringComparison.Ordinal), cells[2], cells.ElementAtOrDefault(3) ?? "") : throw new FormatException($"ledger.tsv: '{line}' has no 3 or 4 cells.");
    }
}
