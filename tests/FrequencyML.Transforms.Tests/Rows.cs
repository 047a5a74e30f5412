using FrequencyML.Dct;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Transforms.Tests;

internal sealed class PathRow
{
    public int Id { get; set; }

    public string Path { get; set; } = "";
}

internal sealed class BytesRow
{
    public int Id { get; set; }

    public byte[] Image { get; set; } = [];
}

/// <summary>A row of no columns.</summary>
internal sealed class EmptyRow;

internal static class Rows
{
    /// <summary>16 by 16 pixels, 6 channels: 24 values.</summary>
    public static DctChannelsOptions TinyOptions { get; } =
        new() { Selection = ChannelSelection.Published(6), Geometry = new ImageGeometry(16, 16) };

    /// <summary>Nothing is as by default, and the selection has the longest text that one can have: 192 parts.</summary>
    public static DctChannelsOptions UnusualOptions { get; } = new()
    {
        Selection = new ChannelSelection(Enumerable.Range(0, DctChannel.Total).Select(index => new DctChannel(191 - index))),
        Geometry = new ImageGeometry(40, 24, ResizeKernel.Bilinear, ChromaFilter.Dctnet),
        Limits = new InputLimits { MaxPixels = 5_000, MaxCoefficientBytes = 60_000, MaxScans = 20, MaxFileLength = 100_000 },
    };

    /// <summary>What the transform must give: the channels that the extractor itself gives.</summary>
    public static float[] Expected(byte[] image, DctChannelsOptions options)
    {
        var extractor = new DctChannelExtractor(options.Selection, options.Geometry, options.Limits);
        var channels = new float[extractor.Length];
        extractor.Extract(image, channels);
        return channels;
    }

    /// <summary>The shape of data with the columns of <typeparamref name="TRow"/>; ML.NET has no public way to make one directly.</summary>
    public static SchemaShape Shape<TRow>(this MLContext mlContext) where TRow : class, new() =>
        mlContext.Transforms.CustomMapping<EmptyRow, TRow>((_, _) => { }, contractName: null).GetOutputSchema(new SchemaShape([]));

    /// <summary>An output column, in the order of the rows.</summary>
    public static float[][] Values(this IDataView view, string column) => [.. view.GetColumn<float[]>(column)];
}
