namespace FrequencyML.Dct;

/// <summary>How an image becomes channels.</summary>
public enum DecodingPath
{
    /// <summary>From coefficients where the file has them in a form that can be used, else from pixels.</summary>
    Auto,

    /// <summary>From pixels, decoded by SkiaSharp: JPEG, PNG, WebP, BMP and GIF files.</summary>
    Pixels,

    /// <summary>From the DCT coefficients of a JPEG file, without pixels: gray or YCbCr, Huffman-coded, 8 bits.</summary>
    Coefficients,
}
