namespace FrequencyML.Dct;

/// <summary>How the short side is brought to its target size.</summary>
public enum ResizeKernel
{
    /// <summary>Antialiased bilinear: a triangle as wide as the scale when shrinking (Pillow's <c>BILINEAR</c>).</summary>
    Triangle,

    /// <summary>
    /// Two taps at half-pixel centres, no antialiasing (OpenCV's <c>INTER_LINEAR</c>); for checkpoints trained with the authors' pipeline.
    /// </summary>
    Bilinear,
}
