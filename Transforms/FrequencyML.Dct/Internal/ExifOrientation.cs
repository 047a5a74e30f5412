namespace FrequencyML.Dct.Internal;

/// <summary>
/// EXIF tag 0x0112 (EXIF 2.32, 4.6.4 A): where the stored first row and first column are shown. Shown pixel (y, x) is the stored one
/// that its axes name: from <see cref="Transpose"/> on the stored rows run along the shown horizontal axis.
/// </summary>
internal enum ExifOrientation
{
    Normal = 1,
    FlipHorizontal = 2,
    Rotate180 = 3,
    FlipVertical = 4,
    Transpose = 5,
    Rotate90 = 6,
    Transverse = 7,
    Rotate270 = 8,
}

internal static class ExifOrientationAxes
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
