using FrequencyML.Tests.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FrequencyML.Documentation.Tests;

/// <summary>The texts in the source with <c>{}</c> in place of what is put in: literals, interpolated strings and sums of them, in each variant that a condition gives.</summary>
internal static class MessageTemplates
{
    private const int MaxVariants = 64;

    /// <summary>All texts of the libraries and commands.</summary>
    public static IReadOnlyCollection<string> All { get; } = [.. new[] { "Transforms", "Models", "Scoring", "Training", "Shared" }
        .SelectMany(folder => Directory.GetFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Contains("obj")).SelectMany(Of).Distinct()];

    private static IEnumerable<string> Of(string path)
    {
        var root = CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot();
        // Constants within the file, such as the name of a variable or an output.
        var constants = root.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(variable => variable.Initializer?.Value is LiteralExpressionSyntax { Token.Value: string })
            .GroupBy(variable => variable.Identifier.Text).ToDictionary(group => group.Key, group => (string)((LiteralExpressionSyntax)group.First().Initializer!.Value).Token.Value!);
        return root.DescendantNodes().OfType<ExpressionSyntax>().Where(IsText).SelectMany(text => Variants(text, constants));
    }

    private static bool IsText(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
        BinaryExpressionSyntax sum => sum.IsKind(SyntaxKind.AddExpression) && (IsText(sum.Left) || IsText(sum.Right)),
        _ => expression is InterpolatedStringExpressionSyntax,
    };

    private static IEnumerable<string> Variants(ExpressionSyntax? expression, Dictionary<string, string> constants) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => [text],
        ParenthesizedExpressionSyntax inner => Variants(inner.Expression, constants),
        ConditionalExpressionSyntax choice => Variants(choice.WhenTrue, constants).Concat(Variants(choice.WhenFalse, constants)),
        BinaryExpressionSyntax sum when IsText(sum) => Joined([Variants(sum.Left, constants), Variants(sum.Right, constants)]),
        InterpolatedStringExpressionSyntax text => Joined(text.Contents.Select(content => content switch
        {
            InterpolatedStringTextSyntax plain => [plain.TextToken.ValueText],
            InterpolationSyntax hole => Variants(hole.Expression, constants),
            _ => ["{}"],
        })),
        IdentifierNameSyntax name when constants.TryGetValue(name.Identifier.Text, out var value) => [value, "{}"],
        _ => ["{}"],
    };

    private static IEnumerable<string> Joined(IEnumerable<IEnumerable<string>> parts) =>
        parts.Aggregate((IEnumerable<string>)[""], (texts, part) => texts.SelectMany(text => part.Select(more => text + more)).Take(MaxVariants).ToArray());
}
