namespace FrequencyML.Training.Commands;

/// <summary>What a run is called: its folder, without where that is.</summary>
internal static class RunName
{
    public static string Of(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
