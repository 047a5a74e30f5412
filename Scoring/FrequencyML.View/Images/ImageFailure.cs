namespace FrequencyML.View.Images;

/// <summary>What may go wrong with an image or its file, as <see cref="RowImages.Read"/> and an extractor tell it.</summary>
internal static class ImageFailure
{
    /// <summary>Whether an exception is that, and no defect.</summary>
    public static bool Is(Exception error) => error is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException;
}
