using FrequencyML.Tests.Shared;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace FrequencyML.Documentation.Tests;

/// <summary>A page: its code, its links and the anchors that others may point to.</summary>
internal sealed class Document
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UsePipeTables().Build();

    private readonly MarkdownDocument syntax;

    private Document(string name)
    {
        Name = name;
        syntax = Markdown.Parse(File.ReadAllText(Path).ReplaceLineEndings("\n"), Pipeline);
    }

    /// <summary>The path in the repository, with slashes.</summary>
    public string Name { get; }

    public string Path => Repository.PathOf(Name.Split('/'));

    /// <summary>The pages whose code and commands are in the ledger.</summary>
    public static IReadOnlyList<Document> WithCode { get; } =
        [.. Named(["README.md", "docs/**/*.md", "deploy/**/README*.md", "data/README.md", "Transforms/*/README.md", "Models/*/README.md", "Scoring/*/README.md"])];

    /// <summary>The pages whose links are checked: those, the models' cards and what else is at the top.</summary>
    public static IReadOnlyList<Document> WithLinks { get; } = [.. WithCode, .. Named(["Models/weights/*.md", "*.md"]).Where(document => document.Name != "README.md")];

    /// <summary>The fenced and indented blocks; text that follows C# is what that prints, and no block of its own.</summary>
    public IEnumerable<CodeText> Blocks
    {
        get
        {
            var blocks = syntax.Descendants<CodeBlock>().Where(block => block.Lines.Count > 0)
                .Select(block => new CodeText(this, (block as FencedCodeBlock)?.Info ?? "", block.Line + 1, block.Lines.ToString())).ToArray();
            for (var i = 0; i < blocks.Length; i++)
            {
                if (blocks[i].Language == "csharp" && blocks.ElementAtOrDefault(i + 1) is { Language: "text" } printed) yield return blocks[i++] with { Printed = printed.Text };
                else yield return blocks[i];
            }
        }
    }

    /// <summary>The targets of links and pictures.</summary>
    public IEnumerable<string> Links => syntax.Descendants<LinkInline>().Select(link => link.Url ?? "");

    /// <summary>The anchors of the headings, as GitHub makes them.</summary>
    public IReadOnlySet<string> Anchors => syntax.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id ?? "").ToHashSet();

    public static Document At(string name) => new(name);

    public override string ToString() => Name;

    private static IEnumerable<Document> Named(string[] patterns) => patterns.SelectMany(Files).Distinct().Order(StringComparer.Ordinal).Select(name => new Document(name));

    private static IEnumerable<string> Files(string pattern)
    {
        var parts = pattern.Split('/');
        IEnumerable<string> folders = [Repository.Root];
        foreach (var part in parts[..^1])
        {
            folders = part switch
            {
                "**" => folders.SelectMany(folder => (string[])[folder, .. Directory.GetDirectories(folder, "*", SearchOption.AllDirectories)]),
                _ => folders.SelectMany(folder => Directory.GetDirectories(folder, part)),
            };
        }
        return folders.SelectMany(folder => Directory.GetFiles(folder, parts[^1]))
            .Select(path => System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(name => !name.Split('/').Any(folder => folder is "bin" or "obj" or "api"));
    }
}
