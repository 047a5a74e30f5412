using FrequencyML.Dct;
using FrequencyML.Models;

namespace FrequencyML.View.Images;

/// <summary>How often a gate opens each channel, over a sample of images.</summary>
/// <param name="Images">The images that were scored for it.</param>
/// <param name="Failed">Those of the sample that could not be read.</param>
/// <param name="Open">In the order of the selection, the share of the images that open the channel, 0..1; empty where there were none.</param>
internal sealed record GateMean(int Images, int Failed, IReadOnlyList<float> Open)
{
    /// <summary>The images of a sample.</summary>
    public const int SampleSize = 256;

    private const int BatchSize = 16;

    /// <summary>Scores a sample, evenly spread over the images.</summary>
    /// <param name="model">A model with a gate.</param>
    /// <param name="path">The path by which images were scored: the gate of a JPEG file's pixels may be another than that of its coefficients.</param>
    /// <param name="images">Files to read the bytes of.</param>
    /// <param name="paths">The images.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static GateMean Measure(FrequencyModel model, DecodingPath path, RowImages images, IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var extractor = model.CreateExtractor(decoding: new DecodingOptions { Path = path });
        using var scorer = new BatchScorer(model, model.FixedBatchSize ?? BatchSize);
        var open = new int[model.Metadata.Selection.Count];
        int scored = 0, failed = 0, filled = 0, count = Math.Min(SampleSize, paths.Count);
        for (var i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                extractor.Extract(images.Read(paths[(int)((long)i * paths.Count / count)]).Span, scorer.Input(filled));
                filled++;
            }
            catch (Exception error) when (ImageFailure.Is(error))
            {
                failed++;
            }
            if (filled == scorer.BatchSize) Score();
        }
        if (filled > 0) Score();
        return new(scored, failed, scored == 0 ? [] : [.. open.Select(number => (float)number / scored)]);

        void Score()
        {
            scorer.Run(filled);
            for (var row = 0; row < filled; row++)
            {
                var gate = scorer.Gate(row);
                for (var place = 0; place < open.Length; place++)
                    if (gate[place] > 0.5f) open[place]++;
            }
            (scored, filled) = (scored + filled, 0);
        }
    }
}
