using System.IO.Enumeration;

namespace FrequencyML.Scoring.Inputs;

/// <summary>
/// The images of a folder and its subfolders in ordinal order, files before subfolders, as they are asked for; held in memory are the names of the folders on
/// the way. Subfolders that are links are left out: one to a folder above would list every image again, without end.
/// </summary>
internal static class FolderImages
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>Lists a folder; what cannot be listed, and a folder that is named like an image, is one entry with an error.</summary>
    /// <param name="folder">The paths begin with it as given.</param>
    /// <param name="names">Which are images.</param>
    public static IEnumerable<ImageEntry> List(string folder, ImageNames names)
    {
        var error = TryRead(folder, names, out var images, out var subfolders);
        foreach (var name in images) yield return new(Path.Combine(folder, name));
        foreach (var entry in subfolders.SelectMany(name => List(Path.Combine(folder, name), names))) yield return entry;
        if (error is not null) yield return new(folder) { Error = error };
    }

    private static string? TryRead(string folder, ImageNames names, out List<string> images, out List<string> subfolders)
    {
        (images, subfolders) = ([], []);
        try
        {
            var entries = new FileSystemEnumerable<(string Name, bool IsImage, bool IsFolder)>(
                folder,
                (ref entry) => (entry.FileName.ToString(), names.Match(entry.FileName), IsOwnFolder(ref entry)),
                Everything)
            {
                ShouldIncludePredicate = (ref entry) => names.Match(entry.FileName) || IsOwnFolder(ref entry),
            };
            foreach (var (name, isImage, isFolder) in entries)
            {
                if (isImage) images.Add(name);
                if (isFolder) subfolders.Add(name);
            }
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"The folder cannot be listed: {error.Message}";
        }
        finally
        {
            images.Sort(StringComparer.Ordinal);
            subfolders.Sort(StringComparer.Ordinal);
        }
    }

    private static bool IsOwnFolder(ref FileSystemEntry entry) => entry.IsDirectory && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
