using FrequencyML.Transforms.Internal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Models.Internal;

/// <summary>Scoring as a chain of ML.NET's own transformers: row by row.</summary>
internal static class ScoreSteps
{
    private const string Scores = "__frequencyml_scores", Slice = "__frequencyml_slice", Index = "__frequencyml_index", Names = "__frequencyml_names";

    /// <summary>Adds the steps to a chain.</summary>
    /// <param name="chain">Receives the transformers.</param>
    /// <param name="catalog">Makes them.</param>
    /// <param name="input">Data with the channels.</param>
    /// <param name="channels">The name of their column.</param>
    /// <param name="text">What the mapping finds in every row.</param>
    /// <param name="scoring">The mapping that scores.</param>
    /// <param name="length">The values of a row.</param>
    /// <param name="columns">The columns to add.</param>
    /// <returns>Data with the columns.</returns>
    public static IDataView AddTo(
        List<ITransformer> chain, TransformsCatalog catalog, IDataView input, string channels, string text, MappingFit scoring, int length, ScoreColumn[] columns)
    {
        var view = input;
        Add(new SavedStep(text, scoring, [(channels, TemporaryColumn.Tensor)], Scores, length).Fit(catalog, view));
        foreach (var column in columns)
        {
            var (start, count) = column.Values.GetOffsetAndLength(length);
            // A slice is a selection among channels of one value each.
            var slice = new ChannelMap(length, length, [.. Enumerable.Range(start, count)]);
            Add(ChannelStep.Create(slice, Scores, column.IsKey ? Slice : column.Name).Fit(catalog, view));
            if (!column.IsKey) continue;
            var indices = Slice;
            if (column.Type is KeyDataViewType)
            {
                indices = Index;
                Add(new SavedStep("", Mapping.Of(new FirstNumberMapping(), FirstNumberMapping.Contract), [(Slice, TemporaryColumn.Tensor)], Index, null).Fit(catalog, view));
            }
            // In two steps: ML.NET's mapping to keys forgets, for vectors, that they are keys.
            Add(catalog.Conversion.MapValue(Names, column.Names!.Select((name, index) => KeyValuePair.Create((float)index, name)), indices).Fit(view));
            Add(catalog.Conversion.MapValueToKey(column.Name, Names, keyData: Rows(column.Names!)).Fit(view));
        }
        Add(catalog.DropColumns([Scores, Slice, Index, Names]).Fit(view));
        return view;

        void Add(ITransformer transformer)
        {
            chain.Add(transformer);
            view = transformer.Transform(view);
        }
    }

    private static IDataView Rows(IReadOnlyList<string> names) => new MLContext().Data.LoadFromEnumerable(names.Select(name => new NameRow { Name = name }));

    private sealed class NameRow
    {
        public string Name { get; set; } = "";
    }
}
