using System.Globalization;

namespace FrequencyML.Benchmarks.Photographs;

/// <summary>JPEG files that are measured together.</summary>
/// <param name="Name">As it is called in results.</param>
/// <param name="Files">At least one.</param>
internal sealed record PhotographSet(string Name, IReadOnlyList<JpegFile> Files)
{
    private const int MaxFolderFiles = 400;

    /// <summary>How many files there are and how large they are.</summary>
    public string Description
    {
        get
        {
            double[] kilobytes = [.. Files.Select(file => file.Bytes.Length / 1000.0)];
            double[] bits = [.. Files.Select(file => file.BitsPerPixel)];
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Files.Count} files, {kilobytes.Average():F1} kB ({kilobytes.Min():F0} to {kilobytes.Max():F0}), " +
                $"{bits.Average():F2} bits per pixel ({bits.Min():F2} to {bits.Max():F2})");
        }
    }

    /// <summary>The JPEG files (SOF0 to SOF2) of a folder and its subfolders; of very many an even selection.</summary>
    /// <exception cref="IOException">The folder is missing or cannot be read, or it has no JPEG files.</exception>
    public static PhotographSet FromFolder(string folder)
    {
        string[] paths = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path).ToUpperInvariant() is ".JPG" or ".JPEG")
            .Order(StringComparer.Ordinal)];
        var step = Math.Max(1, (paths.Length + MaxFolderFiles - 1) / MaxFolderFiles);
        JpegFile[] files = [.. paths.Where((_, i) => i % step == 0).Select(JpegFile.Read).Where(file => file.Pixels > 0)];
        if (files.Length == 0) throw new FileNotFoundException($"'{folder}' has no JPEG files.");
        return new PhotographSet(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), files);
    }
}
