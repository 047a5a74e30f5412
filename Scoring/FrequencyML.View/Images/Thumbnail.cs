using FrequencyML.Dct;
using SkiaSharp;

namespace FrequencyML.View.Images;

/// <summary>
/// Small pictures of images, without decoding them: the operator that scoring uses gives the low frequencies of the centre square at the size that is wanted, and
/// only these are transformed back. Other formats than JPEG are decoded.
/// </summary>
internal static class Thumbnail
{
    /// <summary>The side, in pixels.</summary>
    public const int Side = 128;

    private const int Quality = 85;

    // DC and 14 AC terms of luma, 5 of each chroma: more are not seen at this size, and take longer.
    private static readonly DctChannelExtractor Extractor = new(
        ChannelSelection.Parse("low:15,6,6"), new ImageGeometry(Side, Side), decoding: new DecodingOptions { Lenient = true });

    /// <summary>Draws a thumbnail; of a damaged image what is left of it.</summary>
    /// <param name="image">The bytes of an image file.</param>
    /// <returns>A JPEG file.</returns>
    /// <exception cref="InvalidDataException">It is no image, or nothing is left of it.</exception>
    /// <exception cref="NotSupportedException">It is too large, or of a kind that cannot be read.</exception>
    public static byte[] Draw(ReadOnlySpan<byte> image)
    {
        var channels = new float[Extractor.Length];
        Extractor.Extract(image, channels);
        return RasterImage.Encode(ChannelImage.Rebuild(channels, Extractor.Selection, Side / 8), Side, SKEncodedImageFormat.Jpeg, Quality);
    }
}
