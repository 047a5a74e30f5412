namespace FrequencyML.Jpeg;

/// <summary>Where the stored first row and first column of an image are shown: EXIF tag 0x0112 (EXIF 2.32, 4.6.4 A).</summary>
public enum ExifOrientation
{
    /// <summary>As stored.</summary>
    Normal = 1,

    /// <summary>Columns in reverse.</summary>
    FlipHorizontal = 2,

    /// <summary>Rows and columns in reverse.</summary>
    Rotate180 = 3,

    /// <summary>Rows in reverse.</summary>
    FlipVertical = 4,

    /// <summary>
    /// Rows become columns: shown (y, x) is stored (x, y). From here on, stored rows run along the shown horizontal axis.
    /// </summary>
    Transpose = 5,

    /// <summary>To be turned clockwise by a quarter.</summary>
    Rotate90 = 6,

    /// <summary>Rows become columns, both in reverse.</summary>
    Transverse = 7,

    /// <summary>To be turned counterclockwise by a quarter.</summary>
    Rotate270 = 8,
}
