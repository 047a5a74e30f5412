namespace FrequencyML.Dct;

/// <summary>A component of full-range BT.601 YCbCr (JFIF); its value is the component's place in the 192 channels.</summary>
public enum ColorComponent
{
    /// <summary>Luma, channels 0..63.</summary>
    Y = 0,

    /// <summary>Blue-difference chroma, channels 64..127.</summary>
    Cb = 1,

    /// <summary>Red-difference chroma, channels 128..191.</summary>
    Cr = 2,
}
