using System.Collections.Frozen;

namespace FrequencyML.Dct;

/// <summary>Which files of a folder are taken for images.</summary>
public static class ImageFiles
{
    private static readonly FrozenSet<string> Known =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif");

    /// <summary>The file name extensions of images, lower case with the dot.</summary>
    public static IReadOnlyCollection<string> Extensions => Known;

    /// <summary>Lists the images of a folder and its subfolders as they are asked for, in ordinal order, files before subfolders;
    /// subfolders that are links are left out.</summary>
    /// <param name="folder">An existing folder; the listed paths begin with it as given.</param>
    /// <returns>The files whose extension is one of <see cref="Extensions"/>.</returns>
    /// <exception cref="IOException">A folder is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static IEnumerable<string> Enumerate(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Sorted(Directory.EnumerateFiles(folder).Where(file => Known.Contains(Path.GetExtension(file))))
            .Concat(Sorted(Directory.EnumerateDirectories(folder).Where(IsOwnFolder)).SelectMany(Enumerate));

        // A link to a folder above would list every image again, without end.
        static bool IsOwnFolder(string path) => !File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint);

        static IEnumerable<string> Sorted(IEnumerable<string> paths) => paths.Order(StringComparer.Ordinal);
    }
}
