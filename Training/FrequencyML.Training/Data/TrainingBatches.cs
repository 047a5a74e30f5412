using FrequencyML.Dct;
using static TorchSharp.torch;

namespace FrequencyML.Training.Data;

/// <summary>
/// Shuffled batches of augmented images, made ahead by worker threads so that the network never waits. What a batch holds depends on
/// seed, epoch and position alone.
/// </summary>
internal sealed class TrainingBatches(TrainingImages images, TrainingSettings settings)
{
    /// <summary>The batches that are made ahead.</summary>
    public const int Ahead = 3;

    private readonly Dictionary<int, DctChannelExtractor> extractors = [];

    /// <summary>Whole batches of one epoch; the rest of the shuffle is left out.</summary>
    public int Count { get; } = Math.Max(1, images.Count / settings.BatchSize);

    /// <summary>The images of a batch: all of them where there are fewer.</summary>
    private int Size => Math.Min(settings.BatchSize, images.Count);

    /// <summary>The batches of an epoch from one on; channels <c>[N, C, H/8, W/8]</c> and labels <c>[N]</c>, the caller's to dispose.</summary>
    /// <param name="epoch">0-based.</param>
    /// <param name="first">The first batch, 0-based.</param>
    public IEnumerable<(Tensor Channels, Tensor Labels)> Epoch(int epoch, int first = 0)
    {
        var order = Enumerable.Range(0, images.Count).ToArray();
        new SampleRandom(settings.Seed, epoch).Shuffle(order);
        var waiting = new Queue<Task<float[]>>();
        for (var next = first; next < Count || waiting.Count > 0;)
        {
            while (waiting.Count < Ahead && next < Count)
            {
                var batch = next++;
                var extractor = Extractor((long)epoch * Count + batch);
                waiting.Enqueue(Task.Run(() => Make(Images(batch), extractor, epoch)));
            }
            var current = next - waiting.Count;
            var values = waiting.Dequeue().GetAwaiter().GetResult();
            var side = Extractor((long)epoch * Count + current).Geometry.CropInBlocks;
            yield return (
                tensor(values, [Size, settings.ParsedSelection.Count, side, side]),
                tensor(Array.ConvertAll(Images(current), image => (long)images.Label(image))));
        }

        int[] Images(int batch) => order.AsSpan(batch * Size, Size).ToArray();
    }

    private float[] Make(int[] batch, DctChannelExtractor extractor, int epoch)
    {
        var values = new float[batch.Length * extractor.Length];
        ImageDecoding.For(batch.Length, row => images.Extract(
            batch[row], extractor, settings.Augmentation, new SampleRandom(settings.Seed, epoch, batch[row], 1),
            values.AsSpan(row * extractor.Length, extractor.Length)));
        return values;
    }

    private DctChannelExtractor Extractor(long step)
    {
        var crop = settings.CropAt(step, (long)settings.Epochs * Count);
        if (!extractors.TryGetValue(crop, out var extractor))
        {
            var geometry = new ImageGeometry(Math.Max(settings.Resize, crop), crop, settings.Kernel, settings.ChromaFilter);
            extractors[crop] = extractor = new DctChannelExtractor(settings.ParsedSelection, geometry);
        }
        return extractor;
    }
}
