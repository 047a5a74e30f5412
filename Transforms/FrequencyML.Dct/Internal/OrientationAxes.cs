using FrequencyML.Jpeg;

namespace FrequencyML.Dct.Internal;

/// <summary>
/// What an EXIF orientation does to the stored axes: from <see cref="ExifOrientation.Transpose"/> on, rows run along the shown
/// horizontal axis.
/// </summary>
internal static class OrientationAxes
{
    /// <summary>Whether stored rows run along the shown horizontal axis.</summary>
    public static bool Transposes(this ExifOrientation orientation) => orientation >= ExifOrientation.Transpose;

    /// <summary>Whether the stored rows (top to bottom) are shown in reverse along their axis.</summary>
    public static bool FlipsStoredRows(this ExifOrientation orientation) => orientation is
        ExifOrientation.Rotate180 or ExifOrientation.FlipVertical or ExifOrientation.Rotate90 or ExifOrientation.Transverse;

    /// <summary>Whether the stored columns (left to right) are shown in reverse along their axis.</summary>
    public static bool FlipsStoredColumns(this ExifOrientation orientation) => orientation is
        ExifOrientation.FlipHorizontal or ExifOrientation.Rotate180 or ExifOrientation.Transverse or ExifOrientation.Rotate270;
}
