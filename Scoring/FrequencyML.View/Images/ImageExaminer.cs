using FrequencyML.Dct;
using FrequencyML.Models;

namespace FrequencyML.View.Images;

/// <summary>Looks at one image with the model's eyes: its channels, what its gate lets through, its classes.</summary>
/// <param name="model">The model; it must outlive this.</param>
/// <param name="path">The path by which images were scored.</param>
internal sealed class ImageExaminer(FrequencyModel model, DecodingPath path = DecodingPath.Auto)
{
    private const int MaxColumns = 16;
    private readonly DctChannelExtractor extractor = model.CreateExtractor(decoding: new DecodingOptions { Path = path });

    /// <summary>Examines an image.</summary>
    /// <param name="image">The bytes of an image file.</param>
    /// <param name="top">How many classes to list.</param>
    /// <exception cref="InvalidDataException">It is no image, or is damaged.</exception>
    /// <exception cref="NotSupportedException">It is too large, or of a kind that cannot be read.</exception>
    public Examination Examine(ReadOnlySpan<byte> image, int top)
    {
        var selection = extractor.Selection;
        var side = extractor.Geometry.CropInBlocks;
        using var scorer = new BatchScorer(model, model.FixedBatchSize ?? 1);
        var channels = scorer.Input(0);
        var extraction = extractor.Extract(image, channels);
        var complete = new float[DctChannel.Total * side * side];
        extractor.With(ChannelSelection.All).Extract(image, complete);
        scorer.Run(1);
        var best = scorer.Top(0, top);
        if (!float.IsFinite(best[0].Score)) throw new InvalidDataException($"{model.Name} gave logits that are not finite: the model is damaged, or this image overflows it.");
        var gate = model.HasGate ? scorer.Gate(0).ToArray() : null;
        return new()
        {
            Extraction = extraction,
            Window = extractor.Geometry.WindowOf(extraction.Width, extraction.Height),
            Top = best,
            Gate = gate,
            Crop = Rebuild(complete, ChannelSelection.All),
            Selected = selection.Count == DctChannel.Total ? null : Rebuild(channels, selection),
            Open = gate is null ? null : Rebuild(Gated(channels, gate), selection),
            Channels = Sheet(channels, selection, side),
            ChannelColumns = Columns(selection.Count),
        };

        string Rebuild(ReadOnlySpan<float> values, ChannelSelection which) => RasterImage.DataAddress(ChannelImage.Rebuild(values, which, side), 8 * side);
    }

    /// <summary>The channels with those that the gate closes at zero, as the layers behind it see them.</summary>
    private static float[] Gated(ReadOnlySpan<float> channels, float[] gate)
    {
        var open = channels.ToArray();
        var length = open.Length / gate.Length;
        for (var place = 0; place < gate.Length; place++)
            if (gate[place] < 0.5f) open.AsSpan(place * length, length).Clear();
        return open;
    }

    /// <summary>All channels on one picture, row by row, without space between them.</summary>
    private static string Sheet(ReadOnlySpan<float> channels, ChannelSelection selection, int side)
    {
        int columns = Columns(selection.Count), rows = (selection.Count + columns - 1) / columns, width = columns * side;
        var sheet = new byte[4 * width * rows * side];
        for (var place = 0; place < selection.Count; place++)
        {
            var tile = ChannelImage.Colorize(channels.Slice(place * side * side, side * side), selection[place]).AsSpan();
            var corner = (place / columns * side * width) + (place % columns * side);
            for (var y = 0; y < side; y++) tile.Slice(4 * y * side, 4 * side).CopyTo(sheet.AsSpan(4 * (corner + (y * width))));
        }
        return RasterImage.DataAddress(sheet, width);
    }

    private static int Columns(int count) => Math.Min(count, MaxColumns);
}
