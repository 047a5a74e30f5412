namespace FrequencyML.Jpeg;

/// <summary>One component of a frame.</summary>
/// <param name="Id">The component identifier, 0..255.</param>
/// <param name="HorizontalSampling">The horizontal sampling factor, 1..4.</param>
/// <param name="VerticalSampling">The vertical sampling factor, 1..4.</param>
/// <param name="QuantizationTable">The destination of its quantization table, 0..3.</param>
/// <param name="Width">The samples of a row: ceil(frame width * horizontal factor / largest horizontal factor).</param>
/// <param name="Height">The rows: ceil(frame height * vertical factor / largest vertical factor).</param>
/// <remarks>Source: ITU-T T.81 (1992), A.1.1 and B.2.2.</remarks>
public readonly record struct JpegComponent(
    byte Id, int HorizontalSampling, int VerticalSampling, int QuantizationTable, int Width, int Height)
{
    /// <summary>The 8x8 blocks that hold a row's samples.</summary>
    public int WidthInBlocks => (Width + 7) / 8;

    /// <summary>The rows of 8x8 blocks.</summary>
    public int HeightInBlocks => (Height + 7) / 8;
}
