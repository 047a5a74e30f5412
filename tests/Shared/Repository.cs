namespace FrequencyML.Tests.Shared;

/// <summary>Where the source tree is: tests read samples and snapshots from it, and never write to it.</summary>
internal static class Repository
{
    /// <summary>The folder of FrequencyML.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below <see cref="Root"/>.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    // From the test's own folder: a build that publishes knows no source path.
    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "FrequencyML.sln"))) return folder;
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has FrequencyML.sln: build the tests inside the source tree.");
    }
}
