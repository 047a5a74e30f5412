namespace FrequencyML.Training.Commands;

/// <summary>What a folder is called, without where that is.</summary>
internal static class FolderName
{
    public static string Of(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
