namespace FrequencyML.Documentation.Tests;

/// <summary>A block of code in a page.</summary>
/// <param name="Document">The page.</param>
/// <param name="Language">What stands behind the fence; empty for none.</param>
/// <param name="Line">Where it begins in the page, from 1.</param>
/// <param name="Text">Its lines.</param>
internal sealed record CodeText(Document Document, string Language, int Line, string Text)
{
    /// <summary>What a program prints, by the block of text that follows it; null where none does.</summary>
    public string? Printed { get; init; }

    /// <summary>What the ledger has an entry for: each command of a shell, else the block.</summary>
    public IEnumerable<CodeText> Pieces => Language == "shell"
        ? Text.Split('\n').Select((line, i) => this with { Line = Line + 1 + i, Text = line }).Where(piece => piece.Text.Trim().Length > 0)
        : [this];

    public override string ToString() => $"{Document.Name}:{Line}: {Text.Split('\n')[0]}";
}
