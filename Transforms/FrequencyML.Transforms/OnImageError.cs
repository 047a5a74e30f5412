namespace FrequencyML.Transforms;

/// <summary>What becomes of a row whose image cannot be read: damaged, missing, beyond the limits, or no image at all.</summary>
public enum OnImageError
{
    /// <summary>The exception ends the run; its message names the row's file.</summary>
    Throw,

    /// <summary>The row stays, its output is all NaN (ML.NET's missing value), and the error column, if there is one, says why.</summary>
    MissingValue,
}
