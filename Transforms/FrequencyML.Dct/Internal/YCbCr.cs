namespace FrequencyML.Dct.Internal;

/// <summary>Full-range BT.601 as JFIF 1.02 defines it, from 8-bit RGB; all three components are centred on zero and not rounded.</summary>
internal static class YCbCr
{
    public const double RedToLuma = 0.299, GreenToLuma = 0.587, BlueToLuma = 0.114;

    /// <summary>Converts a run of pixels.</summary>
    /// <param name="rgba">4 bytes a pixel; alpha is not read.</param>
    /// <param name="y">Receives Y - 128, one value a pixel.</param>
    /// <param name="cb">Receives Cb - 128.</param>
    /// <param name="cr">Receives Cr - 128.</param>
    public static void FromRgba(ReadOnlySpan<byte> rgba, Span<float> y, Span<float> cb, Span<float> cr)
    {
        const float blueScale = (float)(0.5 / (1 - BlueToLuma)), redScale = (float)(0.5 / (1 - RedToLuma));
        y = y[..(rgba.Length / 4)];
        cb = cb[..y.Length];
        cr = cr[..y.Length];
        for (var x = 0; x < y.Length; x++)
        {
            float red = rgba[4 * x], green = rgba[4 * x + 1], blue = rgba[4 * x + 2];
            var luma = (float)RedToLuma * red + (float)GreenToLuma * green + (float)BlueToLuma * blue;
            y[x] = luma - 128;
            cb[x] = (blue - luma) * blueScale;
            cr[x] = (red - luma) * redScale;
        }
    }

    /// <summary>Converts one pixel back.</summary>
    /// <param name="y">Y - 128.</param>
    /// <param name="cb">Cb - 128.</param>
    /// <param name="cr">Cr - 128.</param>
    /// <param name="rgba">Receives R, G, B rounded and clamped, and A = 255.</param>
    public static void ToRgba(float y, float cb, float cr, Span<byte> rgba)
    {
        const float redFromCr = (float)(2 * (1 - RedToLuma)), blueFromCb = (float)(2 * (1 - BlueToLuma));
        var luma = y + 128;
        float red = luma + redFromCr * cr, blue = luma + blueFromCb * cb;
        rgba[0] = ToByte(red);
        rgba[1] = ToByte((luma - (float)RedToLuma * red - (float)BlueToLuma * blue) / (float)GreenToLuma);
        rgba[2] = ToByte(blue);
        rgba[3] = byte.MaxValue;

        static byte ToByte(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);
    }
}
