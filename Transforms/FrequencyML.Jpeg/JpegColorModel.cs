namespace FrequencyML.Jpeg;

/// <summary>What the components of a JPEG file stand for; T.81 itself does not say.</summary>
public enum JpegColorModel
{
    /// <summary>One component: luma.</summary>
    Gray,

    /// <summary>Three components: full-range BT.601 YCbCr (JFIF 1.02).</summary>
    YCbCr,

    /// <summary>Three components: red, green and blue.</summary>
    Rgb,

    /// <summary>Four components: cyan, magenta, yellow and black.</summary>
    Cmyk,

    /// <summary>Four components: YCbCr of inverted CMY, and black (Adobe).</summary>
    Ycck,

    /// <summary>Two components, which no convention names.</summary>
    Unknown,
}
