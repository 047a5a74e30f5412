namespace FrequencyML.Shared;

/// <summary>Files that are either complete or not there: written under a hidden temporary name in the same folder, then renamed.</summary>
internal static class WholeFile
{
    /// <summary>Removes what a killed process left of a file that it was writing; nobody else may be writing it.</summary>
    public static void RemoveLeftovers(string path)
    {
        foreach (var leftover in Directory.GetFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.*.tmp")) File.Delete(leftover);
    }

    /// <summary>Writes a file; if <paramref name="write"/> throws, the file that was there before is untouched.</summary>
    /// <param name="path">The file; an existing one is replaced and its permissions are kept.</param>
    /// <param name="write">Creates the file at the temporary path it is given.</param>
    /// <exception cref="IOException">The folder is missing or cannot be written, or the path is a folder or a device.</exception>
    public static void Write(string path, Action<string> write)
    {
        if (File.Exists(path)) path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;   // a link stays a link
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"'{path}' cannot be written: there is no folder '{folder}'.");
        if (Directory.Exists(path)) throw new IOException($"'{path}' cannot be written: it is a folder.");
        if (!OperatingSystem.IsWindows() && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
            throw new IOException($"'{path}' cannot be replaced: it is a device. Write to standard output and redirect that.");
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            write(temporary);
            using (var written = File.OpenHandle(temporary, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(written);   // a power cut must not leave a name without content
            if (!OperatingSystem.IsWindows() && File.Exists(path)) File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
