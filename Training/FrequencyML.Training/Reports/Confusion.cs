using System.Xml;

namespace FrequencyML.Training.Reports;

/// <summary>How a run did on one class.</summary>
/// <param name="Label">The class.</param>
/// <param name="Images">Validation images of the class.</param>
/// <param name="Recall">The share of them that was given the class; null without any.</param>
/// <param name="Precision">The share of the images that were given the class that are of it; null if none was.</param>
internal sealed record ClassResult(string Label, int Images, double? Recall, double? Precision);

/// <summary>Images of one class that were taken for another.</summary>
internal readonly record struct ConfusedPair(string Label, string Predicted, int Images, double Share);

/// <summary>Which classes are taken for which.</summary>
internal sealed class Confusion
{
    private readonly int[,] counts;

    /// <param name="labels">The classes, in order.</param>
    /// <param name="predictions">What was said of each image.</param>
    /// <exception cref="InvalidDataException">A prediction is of no class of the run.</exception>
    public Confusion(IReadOnlyList<string> labels, IEnumerable<Prediction> predictions)
    {
        Labels = [.. labels.Select(Printable)];
        counts = new int[labels.Count, labels.Count];
        var indices = labels.Index().ToDictionary(label => label.Item, label => label.Index);
        foreach (var prediction in predictions) counts[Index(prediction.Label), Index(prediction.Predicted)]++;

        int Index(string label) => indices.TryGetValue(label, out var index)
            ? index
            : throw new InvalidDataException($"The predictions have a class '{label}' that the run has not.");
    }

    /// <summary>The classes; characters that no page can show are replaced.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The images of a class that were given a class.</summary>
    public int this[int label, int predicted] => counts[label, predicted];

    public int Images(int label) => Enumerable.Range(0, Labels.Count).Sum(predicted => counts[label, predicted]);

    /// <summary>One for each class, in order.</summary>
    public IReadOnlyList<ClassResult> Classes =>
    [
        .. Enumerable.Range(0, Labels.Count).Select(index => new ClassResult(
            Labels[index], Images(index), Share(counts[index, index], Images(index)), Share(counts[index, index], Given(index)))),
    ];

    /// <summary>The pairs with the most images, most first.</summary>
    public IReadOnlyList<ConfusedPair> MostConfused(int count) =>
    [
        .. (from label in Enumerable.Range(0, Labels.Count)
            from predicted in Enumerable.Range(0, Labels.Count)
            let images = counts[label, predicted]
            where label != predicted && images > 0
            orderby images descending, label, predicted
            select new ConfusedPair(Labels[label], Labels[predicted], images, (double)images / Images(label))).Take(count),
    ];

    private int Given(int predicted) => Enumerable.Range(0, Labels.Count).Sum(label => counts[label, predicted]);

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;

    /// <summary>A text whose every character XML allows.</summary>
    internal static string Printable(string text)
    {
        var characters = text.ToCharArray();
        for (var index = 0; index < characters.Length; index++)
        {
            if (XmlConvert.IsXmlChar(characters[index])) continue;
            if (index + 1 < characters.Length && char.IsSurrogatePair(characters[index], characters[index + 1])) index++;
            else characters[index] = '\uFFFD';
        }
        return new string(characters);
    }
}
