namespace FrequencyML.Jpeg;

/// <summary>The coding processes of ITU-T T.81 by what they mean for a reader.</summary>
public enum JpegProcess
{
    /// <summary>SOF0 and SOF1: one pass over the coefficients of a component.</summary>
    Sequential,

    /// <summary>SOF2: several scans refine the coefficients.</summary>
    Progressive,

    /// <summary>SOF3 and SOF11: prediction of samples, no DCT.</summary>
    Lossless,

    /// <summary>SOF5 to SOF7, SOF13 to SOF15 or a DHP segment: a pyramid of differential frames.</summary>
    Hierarchical,
}
