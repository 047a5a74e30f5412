using FrequencyML.Models;
using Microsoft.ML;

namespace FrequencyML.Benchmarks.EndToEnd;

/// <summary>FrequencyML.Models in an ML.NET pipeline: <c>FrequencyClassifier</c>, one cursor.</summary>
internal sealed class OurPipeline : ILabeler
{
    private readonly FrequencyModelTransformer classifier;
    private readonly IDataView scored;
    private readonly int count;

    public OurPipeline(string[] paths, string modelFile, int threads)
    {
        count = paths.Length;
        var mlContext = new MLContext(seed: 1);
        var rows = mlContext.Data.LoadFromEnumerable(paths.Select((path, index) => new ImageRow { Index = index, Path = path }));
        classifier = mlContext.Transforms.FrequencyClassifier(modelFile, nameof(ImageRow.Path), new FrequencyClassifierOptions { Threads = threads }).Fit(rows);
        scored = classifier.Transform(rows);
    }

    public string[] Label()
    {
        var names = classifier.Model.Metadata.Labels;
        var labels = new string[count];
        var column = scored.Schema["PredictedLabel"];
        using var cursor = scored.GetRowCursor([column]);
        var getter = cursor.GetGetter<uint>(column);
        uint key = 0;
        for (var row = 0; cursor.MoveNext(); row++)
        {
            getter(ref key);
            labels[row] = names[(int)key - 1];
        }
        return labels;
    }

    public void Dispose() => classifier.Model.Dispose();
}
