namespace FrequencyML.Dct;

/// <summary>Goes back from channels to a picture: what is left of an image when only the selected frequencies are kept.</summary>
public static class ChannelImage
{
    /// <summary>Inverse DCT of every block, channels that are not selected taken as zero, and BT.601 YCbCr to RGB.</summary>
    /// <param name="channels"><c>[C, side, side]</c>, row-major, in JPEG coefficient units.</param>
    /// <param name="selection">The C channels, in order.</param>
    /// <param name="sideInBlocks">H/8 and W/8 of the tensor.</param>
    /// <returns>RGBA bytes <c>[8 * side, 8 * side, 4]</c>, row-major, rounded and clamped, opaque.</returns>
    /// <exception cref="ArgumentException">The length is not <c>C * side * side</c>.</exception>
    public static byte[] Rebuild(ReadOnlySpan<float> channels, ChannelSelection selection, int sideInBlocks)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var planeLength = sideInBlocks * sideInBlocks;
        if (channels.Length != selection.Count * planeLength)
            throw new ArgumentException(
                $"{channels.Length} values are not {selection.Count} channels of {sideInBlocks}x{sideInBlocks} blocks.", nameof(channels));
        var rgba = new byte[planeLength * Dct8x8.BlockLength * 4];
        Span<float> block = stackalloc float[3 * Dct8x8.BlockLength];                 // [component, y, x]
        for (var at = 0; at < planeLength; at++)
        {
            block.Clear();
            for (var place = 0; place < selection.Count; place++) block[selection[place].Index] = channels[place * planeLength + at];
            for (var component = 0; component < 3; component++)
            {
                var samples = block.Slice(component * Dct8x8.BlockLength, Dct8x8.BlockLength);
                Dct8x8.Inverse(samples, samples);
            }
            for (var sample = 0; sample < Dct8x8.BlockLength; sample++)
            {
                int y = at / sideInBlocks * 8 + sample / 8, x = at % sideInBlocks * 8 + sample % 8;
                Internal.YCbCr.ToRgba(block[sample], block[64 + sample], block[128 + sample], rgba.AsSpan((y * sideInBlocks * 8 + x) * 4, 4));
            }
        }
        return rgba;
    }
}
