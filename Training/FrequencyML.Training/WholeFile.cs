namespace FrequencyML.Training;

/// <summary>Files that are either complete or not there: written under a temporary name in the same folder, then renamed.</summary>
internal static class WholeFile
{
    public static void Write(string path, Action<string> write)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            write(temporary);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
