using FrequencyML.Dct;

namespace FrequencyML.Training;

/// <summary>The channels of a training set in memory, as 16-bit floats (11 significant bits), with their mean and deviation.</summary>
internal sealed class ChannelCache
{
    private readonly Half[][] tensors;

    private ChannelCache(Half[][] tensors, int[] labels, int channels, int sideInBlocks, NormalizationConstants normalization)
    {
        this.tensors = tensors;
        Labels = labels;
        Channels = channels;
        SideInBlocks = sideInBlocks;
        Normalization = normalization;
    }

    public int Count => tensors.Length;

    public IReadOnlyList<int> Labels { get; }

    public int Channels { get; }

    /// <summary>The blocks along each side of a cached tensor.</summary>
    public int SideInBlocks { get; }

    public NormalizationConstants Normalization { get; }

    /// <summary>One tensor, <c>[C, side, side]</c>.</summary>
    public ReadOnlySpan<Half> this[int index] => tensors[index];

    /// <summary>Extracts the channels of every image, on up to 16 processors.</summary>
    /// <exception cref="InvalidDataException">An image cannot be decoded; the message names it.</exception>
    public static ChannelCache Build(LabelledImages images, ChannelSelection selection, ImageGeometry geometry)
    {
        var extractor = new DctChannelExtractor(selection, geometry);
        var tensors = new Half[images.Files.Count][];
        // Fixed slices keep the sums the same whatever the number of processors.
        const int slices = 16;
        var statistics = new ChannelStatistics[slices];
        ImageDecoding.For(slices, slice =>
        {
            statistics[slice] = new ChannelStatistics(selection.Count);
            var channels = new float[extractor.Length];
            for (var index = slice; index < tensors.Length; index += slices)
            {
                ImageDecoding.Extract(extractor, images.Files[index].Path, channels);
                statistics[slice].Add(channels);
                System.Numerics.Tensors.TensorPrimitives.ConvertToHalf(channels, tensors[index] = new Half[channels.Length]);
            }
        });
        var total = new ChannelStatistics(selection.Count);
        foreach (var part in statistics) total.Add(part);
        return new ChannelCache(tensors, [.. images.Files.Select(file => file.Label)], selection.Count, geometry.CropInBlocks,
            new NormalizationConstants(total.Mean, total.StandardDeviation, tensors.Length));
    }
}
