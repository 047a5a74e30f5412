using FrequencyML.Dct;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace FrequencyML.Training;

/// <summary>
/// Shuffled batches with augmentation in the coefficient domain: a crop at any block and a horizontal flip, which reverses the block
/// columns and negates the odd horizontal frequencies.
/// </summary>
internal sealed class TrainingBatches(ChannelCache cache, ChannelSelection selection, int cropInBlocks, int batchSize)
{
    private readonly bool[] oddHorizontal = [.. selection.Select(channel => channel.U % 2 != 0)];

    /// <summary>Whole batches of one epoch; the rest of the shuffle is left out.</summary>
    public int Count { get; } = Math.Max(1, cache.Count / batchSize);

    /// <summary>One pass over the images in an order drawn from <paramref name="random"/>.</summary>
    public IEnumerable<(Tensor Channels, Tensor Labels)> Epoch(Random random)
    {
        var order = Enumerable.Range(0, cache.Count).ToArray();
        random.Shuffle(order);
        var size = Math.Min(batchSize, cache.Count);
        var rowLength = cache.Channels * cropInBlocks * cropInBlocks;
        for (var batch = 0; batch < Count; batch++)
        {
            var images = order.AsSpan(batch * size, size).ToArray();
            var values = new float[size * rowLength];
            var shift = cache.SideInBlocks - cropInBlocks + 1;
            var draws = Array.ConvertAll(images, _ => (Top: random.Next(shift), Left: random.Next(shift), Flip: random.Next(2) == 1));
            Parallel.For(0, size, row =>
                Augment(cache[images[row]], values.AsSpan(row * rowLength, rowLength), draws[row].Top, draws[row].Left, draws[row].Flip));
            yield return (
                tensor(values, [size, cache.Channels, cropInBlocks, cropInBlocks]),
                tensor(Array.ConvertAll(images, image => (long)cache.Labels[image])));
        }
    }

    private void Augment(ReadOnlySpan<Half> source, Span<float> target, int top, int left, bool flip)
    {
        var side = cache.SideInBlocks;
        for (var channel = 0; channel < cache.Channels; channel++)
            for (var row = 0; row < cropInBlocks; row++)
            {
                var from = source.Slice((channel * side + top + row) * side + left, cropInBlocks);
                var to = target.Slice((channel * cropInBlocks + row) * cropInBlocks, cropInBlocks);
                TensorPrimitives.ConvertToSingle(from, to);
                if (!flip) continue;
                to.Reverse();
                if (oddHorizontal[channel]) TensorPrimitives.Negate<float>(to, to);
            }
    }
}
