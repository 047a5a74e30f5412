namespace FrequencyML.Shared;

/// <summary>Tells files from what only looks like one.</summary>
internal static class RegularFile
{
    /// <summary>
    /// Whether a path leads, by way of links too, to something that is there and has no length: an empty file, or a pipe or device, which to open may take for
    /// ever.
    /// </summary>
    /// <exception cref="IOException">Its links go round.</exception>
    public static bool HasNoLength(string path)
    {
        FileSystemInfo? file = new FileInfo(path);
        // The length of a link is that of its text.
        if (file.Exists && file.Attributes.HasFlag(FileAttributes.ReparsePoint)) file = file.ResolveLinkTarget(returnFinalTarget: true);
        return file is FileInfo { Exists: true, Length: 0 };
    }
}
