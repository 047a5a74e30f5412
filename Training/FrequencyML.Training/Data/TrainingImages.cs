using System.Collections.Concurrent;
using FrequencyML.Dct;
using FrequencyML.Training.Networks;

namespace FrequencyML.Training.Data;

/// <summary>
/// A training set, checked: every file has been decoded once, for its size and for the statistics of the channels. Files stay in memory as
/// they are, since no other form of their coefficients is as small, and decoding them again costs a few percent of a training step; beyond
/// a limit they are read again.
/// </summary>
internal sealed class TrainingImages
{
    private readonly LabelledImages images;
    private readonly byte[]?[] files;
    private readonly (int Width, int Height)[] sizes;

    private TrainingImages(LabelledImages images, byte[]?[] files, (int Width, int Height)[] sizes, NormalizationConstants normalization)
    {
        this.images = images;
        this.files = files;
        this.sizes = sizes;
        Normalization = normalization;
    }

    public int Count => sizes.Length;

    /// <summary>The mean and deviation of each channel, or of R, G and B, over the centre crops.</summary>
    public NormalizationConstants Normalization { get; }

    /// <summary>The files kept in memory, in bytes.</summary>
    public long BytesKept => files.Sum(file => file?.LongLength ?? 0);

    public int Label(int index) => images.Files[index].Label;

    /// <summary>Reads and decodes every image.</summary>
    /// <param name="images">The files.</param>
    /// <param name="settings">Selection, geometry, and whether pixels are measured.</param>
    /// <param name="maxBytes">The bytes of files that may be kept in memory.</param>
    /// <exception cref="InvalidDataException">Images cannot be read or decoded; the message names up to 10 of them and says why.</exception>
    public static TrainingImages Read(LabelledImages images, TrainingSettings settings, long maxBytes)
    {
        var isRgb = settings.Input == NetworkInput.Rgb;
        var extractor = new DctChannelExtractor(settings.ParsedSelection, settings.Geometry);
        var files = new byte[]?[images.Files.Count];
        var sizes = new (int, int)[files.Length];
        var errors = new ConcurrentBag<(int Index, string Message)>();
        long kept = 0;
        // Fixed slices keep the sums the same whatever the number of processors.
        const int slices = 16;
        var statistics = new ChannelStatistics[slices];
        ImageDecoding.For(slices, slice =>
        {
            statistics[slice] = new ChannelStatistics(extractor.Selection.Count);
            var channels = new float[extractor.Length];
            for (var index = slice; index < files.Length; index += slices)
            {
                try
                {
                    var file = ImageFiles.ReadAllBytes(images.Files[index].Path);
                    var extraction = extractor.Extract(file, channels);
                    sizes[index] = (extraction.Width, extraction.Height);
                    if (Interlocked.Add(ref kept, file.Length) <= maxBytes) files[index] = file;
                }
                catch (Exception error) when (ImageDecoding.IsOfTheFile(error))
                {
                    errors.Add((index, error.Message));
                    continue;
                }
                if (isRgb) PixelReconstruction.Mix(channels);
                statistics[slice].Add(channels);
            }
        });
        if (!errors.IsEmpty) throw new InvalidDataException(Describe(images, [.. errors.OrderBy(error => error.Index)]));
        var total = new ChannelStatistics(extractor.Selection.Count);
        foreach (var part in statistics) total.Add(part);
        var normalization = isRgb
            ? PixelReconstruction.Statistics(total, files.Length)
            : new NormalizationConstants(total.Mean, total.StandardDeviation, files.Length);
        return new TrainingImages(images, files, sizes, normalization);
    }

    private static string Describe(LabelledImages images, (int Index, string Message)[] errors)
    {
        const int shown = 10;
        var named = errors.Take(shown).Select(error => $"'{images.Files[error.Index].Path}': {error.Message}");
        var more = errors.Length > shown ? $" And {errors.Length - shown} more." : "";
        return $"{errors.Length} of {images.Files.Count} images cannot be used: {string.Join(" ", named)}{more} Remove the files, or repair them.";
    }

    /// <summary>Extracts an image as an augmentation that is drawn for it shows it.</summary>
    /// <exception cref="InvalidDataException">The file has become unreadable.</exception>
    public void Extract(int index, DctChannelExtractor extractor, AugmentationSettings settings, SampleRandom random, Span<float> channels)
    {
        var augmentation = Augmentation.Draw(settings, sizes[index].Width, sizes[index].Height, ref random);
        try
        {
            extractor.Extract(files[index] ?? ImageFiles.ReadAllBytes(images.Files[index].Path), augmentation.Window, channels);
        }
        catch (Exception error) when (ImageDecoding.IsOfTheFile(error) || error is ArgumentOutOfRangeException)
        {
            throw new InvalidDataException($"'{images.Files[index].Path}' has changed since the training began: {error.Message}", error);
        }
        augmentation.Recolor(channels, extractor.Selection);
    }
}
