using System.Globalization;

namespace FrequencyML.Training.Comparison;

/// <summary>Several variants side by side.</summary>
internal static class ComparisonTable
{
    private static readonly string[] Columns =
        ["", "input", "values", "runs", "top-1", "spread", "against {0}", "95 % interval", "parameters", "MACs", "images/s"];

    /// <summary>Checks that variants were measured on the same images, measures their speed in turns, and makes the table.</summary>
    /// <param name="variants">In the order of the rows.</param>
    /// <param name="baseline">The row that the others are compared with.</param>
    /// <param name="rounds">How often each variant's speed is measured.</param>
    /// <returns>The header and the rows, as text.</returns>
    /// <exception cref="InvalidDataException">Runs were measured on different images.</exception>
    public static (string[] Header, string[][] Rows) Create(IReadOnlyList<ComparedVariant> variants, ComparedVariant baseline, int rounds)
    {
        var images = baseline.Predictions[0].Select(prediction => (prediction.Image, prediction.Label)).ToArray();
        foreach (var variant in variants)
            for (var run = 0; run < variant.Runs.Count; run++)
                if (!variant.Predictions[run].Select(prediction => (prediction.Image, prediction.Label)).SequenceEqual(images))
                    throw new InvalidDataException($"'{variant.Folders[run]}' was measured on other images than '{baseline.Folders[0]}'.");
        for (var round = 0; round < rounds; round++)
            foreach (var variant in variants) variant.MeasureRound();
        return ([.. Columns.Select(column => string.Format(CultureInfo.InvariantCulture, column, baseline.Name))], [.. variants.Select(Row)]);

        string[] Row(ComparedVariant variant)
        {
            var difference = PairedBootstrap.Measure(variant.Right, baseline.Right);
            var isBaseline = ReferenceEquals(variant, baseline);
            return
            [
                variant.Name, variant.Input, Text($"{variant.InputLength:N0}"), Text($"{variant.Runs.Count}"), Text($"{variant.Accuracy:P2}"),
                variant.Spread is { } spread ? Text($"{100 * spread:F2}") : "-",
                isBaseline ? "-" : Text($"{100 * difference.Difference:+0.00;-0.00}"),
                isBaseline ? "-" : Text($"{100 * difference.Low:+0.00;-0.00} to {100 * difference.High:+0.00;-0.00}"),
                Text($"{variant.Cost.Parameters / 1e6:F2} M"), Text($"{variant.Cost.MultiplyAccumulates / 1e6:F0} M"), Text($"{variant.Rate:F0}"),
            ];
        }
    }

    /// <summary>The table in Markdown.</summary>
    public static string ToMarkdown(string[] header, string[][] rows) =>
        string.Join("\n", rows.Prepend([.. header.Select((_, index) => index < 2 ? "---" : "---:")]).Prepend(header).Select(cells => $"| {string.Join(" | ", cells)} |")) + "\n";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
