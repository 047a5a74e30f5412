using FrequencyML.Dct.Internal;
using FrequencyML.Jpeg;

namespace FrequencyML.Dct;

public sealed partial class DctChannelExtractor
{
    /// <summary>Extracts the channels of pixels that another library has decoded; they give what a file of the same pixels gives.</summary>
    /// <param name="rgba">
    /// Bytes <c>[height, width, 4]</c>, row-major without padding, in stored order: full-range R, G, B and a fourth byte that is not read.
    /// Colours are premultiplied where there is transparency, which composes them on black, as it is done for files.
    /// </param>
    /// <param name="width">The stored columns, at least 1.</param>
    /// <param name="height">The stored rows, at least 1.</param>
    /// <param name="orientation">
    /// What to show the stored rows and columns as; <see cref="ExifOrientation.Normal"/> for pixels that are oriented.
    /// </param>
    /// <param name="channels">Receives <see cref="Length"/> values <c>[C, H/8, W/8]</c>, row-major, in JPEG coefficient units.</param>
    /// <returns>The path over pixels, with the size of the oriented image.</returns>
    /// <exception cref="ArgumentException"><paramref name="rgba"/> does not have <c>height * width * 4</c> bytes, or
    /// <paramref name="channels"/> not <see cref="Length"/> elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or an orientation that EXIF does not have.</exception>
    /// <exception cref="NotSupportedException">The image exceeds the limits, or the path over coefficients was asked for.</exception>
    public Extraction ExtractPixels(ReadOnlySpan<byte> rgba, int width, int height, ExifOrientation orientation, Span<float> channels)
    {
        CheckLength(channels);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (!Enum.IsDefined(orientation))
            throw new ArgumentOutOfRangeException(nameof(orientation), orientation, "An EXIF orientation is 1 to 8.");
        const string reason = "it is given as pixels";
        CheckPathAllowsPixels(reason);
        Limits.Check(width, height);
        var expected = (long)width * height * 4;
        if (rgba.Length != expected)
            throw new ArgumentException($"{width}x{height} pixels of 4 bytes are {expected} bytes; the span has {rgba.Length}.", nameof(rgba));
        return Apply(new(rgba, width, height, orientation), PlacementOf(null), channels, reason, null);
    }

    private Extraction Apply(PixelRows pixels, in Placement placement, Span<float> channels, string reason, string? damage)
    {
        var (width, height) = pixels.Shown;
        if (placement.Window is { } window) ImageWindow.Check(window, width, height);
        PixelOperator.Apply(pixels, placement, components, channels);
        return new(DecodingPath.Pixels, reason, damage, width, height);
    }

    private void CheckPathAllowsPixels(string reason)
    {
        if (decoding.Path == DecodingPath.Coefficients)
            throw new NotSupportedException($"The image has no coefficients that can be used: {reason}.");
    }

    private void CheckLength(ReadOnlySpan<float> channels)
    {
        if (channels.Length != Length)
            throw new ArgumentException($"The tensor has {Length} values; the span has {channels.Length}.", nameof(channels));
    }
}
