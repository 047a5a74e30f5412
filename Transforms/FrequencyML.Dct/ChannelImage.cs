namespace FrequencyML.Dct;

/// <summary>Pictures of channels: what is left of an image when only the selected frequencies are kept, and the values of one channel as colours.</summary>
public static class ChannelImage
{
    private const double ScaleQuantile = 0.99;
    private const float MinScale = 1e-3f;

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

    /// <summary>
    /// One channel as colours: luma DC is gray, as the image is; all else is blue below zero, white at zero and red above, on a scale of its own, the quantile
    /// 0.99 of its magnitudes.
    /// </summary>
    /// <param name="plane">The channel, <c>[H/8, W/8]</c>, row-major, in JPEG coefficient units.</param>
    /// <param name="channel">Which one it is.</param>
    /// <returns>RGBA bytes <c>[H/8, W/8, 4]</c>, row-major, opaque.</returns>
    public static byte[] Colorize(ReadOnlySpan<float> plane, DctChannel channel)
    {
        var rgba = new byte[4 * plane.Length];
        var scale = channel.Index == 0 ? 8 : ScaleOf(plane);                          // luma DC = 8 * (mean - 128)
        for (var i = 0; i < plane.Length; i++)
        {
            var pixel = rgba.AsSpan(4 * i, 4);
            var level = plane[i] / scale;
            if (channel.Index == 0)
            {
                Internal.YCbCr.ToRgba(level, 0, 0, pixel);
                continue;
            }
            var fade = (byte)(255 * (1 - Math.Min(Math.Abs(level), 1)));
            (pixel[0], pixel[1], pixel[2], pixel[3]) = level < 0 ? (fade, fade, byte.MaxValue, byte.MaxValue) : (byte.MaxValue, fade, fade, byte.MaxValue);
        }
        return rgba;
    }

    private static float ScaleOf(ReadOnlySpan<float> plane)
    {
        if (plane.IsEmpty) return MinScale;
        var magnitudes = new float[plane.Length];
        for (var i = 0; i < plane.Length; i++) magnitudes[i] = Math.Abs(plane[i]);
        Array.Sort(magnitudes);
        return Math.Max(magnitudes[(int)((plane.Length - 1) * ScaleQuantile)], MinScale);
    }
}
