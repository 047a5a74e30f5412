namespace FrequencyML.Scoring;

/// <summary>The true class of an image, where images lie in a folder for each class: the name of the folder.</summary>
internal static class FolderLabel
{
    /// <summary>The name of the folder that an image is in; null for a path that is none, which has its row all the same.</summary>
    /// <param name="path">Relative to the working folder, or full; also of a member of an archive.</param>
    public static string? Of(string path)
    {
        if (path.Length == 0 || path.Contains('\0')) return null;
        // To ask for the working folder takes longer than all else.
        return ParentOf(path) is { Length: > 0 } name and not ("." or "..") ? name : ParentOf(Path.GetFullPath(path));
    }

    private static string? ParentOf(string path) => Path.GetFileName(Path.GetDirectoryName(path));
}
