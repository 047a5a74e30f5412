namespace FrequencyML.Jpeg.Internal;

/// <summary>One component of a scan.</summary>
/// <param name="Index">Its index in the frame.</param>
/// <param name="DcTable">Its Huffman table for DC coefficients, 0..3.</param>
/// <param name="AcTable">Its Huffman table for AC coefficients, 0..3.</param>
internal readonly record struct ScanComponent(int Index, int DcTable, int AcTable);
