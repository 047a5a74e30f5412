namespace FrequencyML.Scoring;

/// <summary>Paths without links, to find out whether two names are one file.</summary>
internal static class RealPath
{
    /// <summary>The full path of an existing file or folder with every link on the way followed, but for those that go round; no separator at the end.</summary>
    public static string Of(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent) return full;
        var real = Path.Combine(Of(parent), Path.GetFileName(full));
        FileSystemInfo entry = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
        try
        {
            return entry.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Of(target.FullName) : real;
        }
        catch (IOException)
        {
            return real;
        }
    }
}
