using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Models.Internal;

/// <summary>An output column of scoring: a slice of a row's values, as they are or as keys.</summary>
/// <param name="Name">The column.</param>
/// <param name="Values">The slice of <see cref="ScoreLayout"/>.</param>
/// <param name="Type">A key, or a vector of keys or of <c>Single</c>.</param>
/// <param name="Names">What the keys or the slots are called; null where slots have no names.</param>
internal sealed record ScoreColumn(string Name, Range Values, DataViewType Type, IReadOnlyList<string>? Names)
{
    /// <summary>Whether the values are indices of classes.</summary>
    public bool IsKey => Type is KeyDataViewType or VectorDataViewType { ItemType: KeyDataViewType };

    /// <summary>What ML.NET calls the names.</summary>
    public string AnnotationKind => IsKey ? "KeyValues" : "SlotNames";

    /// <summary>The columns that a model gives.</summary>
    public static ScoreColumn[] Of(FrequencyModel model, ScoreFrequencyModelOptions options, ScoreLayout layout)
    {
        var labels = model.Metadata.Labels;
        var key = new KeyDataViewType(typeof(uint), labels.Count);
        List<ScoreColumn> columns =
        [
            new(options.PredictedLabelColumnName, layout.BestIndex, key, labels),
            new(options.ScoreColumnName, layout.Scores, Single(labels.Count), labels),
        ];
        if (options.Top > 0)
        {
            var top = Length(layout.TopScores);
            columns.Add(new(options.TopLabelsColumnName, layout.TopIndices, new VectorDataViewType(key, top), labels));
            columns.Add(new(options.TopScoresColumnName, layout.TopScores, Single(top), null));
        }
        if (model.HasGate)
            columns.Add(new(options.GateColumnName, layout.Gate, Single(Length(layout.Gate)), [.. model.Metadata.Selection.Select(channel => channel.ToString())]));
        return [.. columns];

        static VectorDataViewType Single(int length) => new(NumberDataViewType.Single, length);

        static int Length(Range range) => range.End.Value - range.Start.Value;
    }

    /// <summary>Names of keys or of slots, in the form in which ML.NET's own classifiers give them.</summary>
    public DataViewSchema.Annotations Annotations()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (Names is not null)
        {
            var values = new VBuffer<ReadOnlyMemory<char>>(Names.Count, [.. Names.Select(name => name.AsMemory())]);
            builder.Add(AnnotationKind, new VectorDataViewType(TextDataViewType.Instance, Names.Count),
                (ref VBuffer<ReadOnlyMemory<char>> target) => values.CopyTo(ref target));
        }
        return builder.ToAnnotations();
    }

    /// <summary>A row's key: the class's index plus 1, 0 for none.</summary>
    public static uint Key(float index) => float.IsNaN(index) ? 0 : (uint)index + 1;
}
