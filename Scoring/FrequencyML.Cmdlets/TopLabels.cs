using System.Collections;
using FrequencyML.Models;
using FrequencyML.Scoring.Rows;

namespace FrequencyML.Cmdlets;

/// <summary>The best classes of an image, best first. As text it is one cell of a table, as the command <c>frequencyml score</c> writes it.</summary>
public sealed class TopLabels : IReadOnlyList<TopLabel>
{
    private readonly TopLabel[] top;
    private readonly string text;

    internal TopLabels(IReadOnlyList<ScoredLabel> top) => (this.top, text) = ([.. top.Select(label => new TopLabel(label))], TopList.Format(top));

    /// <summary>The number of classes.</summary>
    public int Count => top.Length;

    /// <summary>A class and its probability.</summary>
    /// <param name="index">0 for the best.</param>
    public TopLabel this[int index] => top[index];

    /// <inheritdoc/>
    public IEnumerator<TopLabel> GetEnumerator() => ((IEnumerable<TopLabel>)top).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary><c>label:score</c>, separated by semicolons; a backslash, a semicolon or a colon of a label has a backslash in front.</summary>
    public override string ToString() => text;
}
