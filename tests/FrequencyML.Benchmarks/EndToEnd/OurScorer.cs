using FrequencyML.Dct;
using FrequencyML.Models;

namespace FrequencyML.Benchmarks.EndToEnd;

/// <summary>FrequencyML.Models: <see cref="ImageScorer"/>, which is what the command runs on.</summary>
internal sealed class OurScorer : IStagedLabeler
{
    private readonly string[] paths;
    private readonly ScoringOptions options;
    private readonly FrequencyModel model;
    private readonly ImageScorer scorer;
    private readonly DctChannelExtractor extractor;
    private readonly BatchScorer batch;

    public OurScorer(string[] paths, string modelFile, int threads)
    {
        this.paths = paths;
        options = new ScoringOptions { Threads = threads };
        model = FrequencyModel.Load(modelFile, new FrequencyModelOptions { Threads = threads });
        scorer = new ImageScorer(model, options);
        extractor = model.CreateExtractor();
        batch = new BatchScorer(model, options.BatchSize);
        for (var row = 0; row < batch.BatchSize; row++) extractor.Extract(paths[row % paths.Length], batch.Input(row));
    }

    public string[] Label()
    {
        var labels = new string[paths.Length];
        var row = 0;
        foreach (var image in scorer.Score(paths)) labels[row++] = image.Top[0].Label;
        return labels;
    }

    public double Decode()
    {
        var sums = new double[paths.Length];
        Parallel.For(0, paths.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, () => new float[extractor.Length], (i, _, tensor) =>
        {
            extractor.Extract(paths[i], tensor);
            sums[i] = tensor[^1];
            return tensor;
        }, _ => { });
        return sums.Sum();
    }

    public double RunNetwork()
    {
        var sum = 0.0;
        for (var done = 0; done < paths.Length; done += batch.BatchSize)
        {
            batch.Run(Math.Min(batch.BatchSize, paths.Length - done));
            sum += batch.Logits(0)[0];
        }
        return sum;
    }

    public void Dispose()
    {
        batch.Dispose();
        scorer.Dispose();
        model.Dispose();
    }
}
