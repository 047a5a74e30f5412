using FrequencyML.Dct;

namespace FrequencyML.Training;

/// <summary>The images of a folder whose subfolders are the classes.</summary>
/// <param name="Labels">The class names in ordinal order.</param>
/// <param name="Files">Paths with the index of their class, in ordinal order.</param>
internal sealed record LabelledImages(IReadOnlyList<string> Labels, IReadOnlyList<(string Path, int Label)> Files)
{
    /// <summary>Lists a folder of class folders.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="InvalidDataException">It has no class folders, or these hold no images.</exception>
    public static LabelledImages Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        var classes = Directory.GetDirectories(folder).Order(StringComparer.Ordinal).ToArray();
        var files = classes.SelectMany((path, label) => ImageFiles.Enumerate(path).Select(file => (file, label))).ToArray();
        return files.Length > 0
            ? new LabelledImages([.. classes.Select(path => Path.GetFileName(path))], files)
            : throw new InvalidDataException($"'{folder}' holds no images in class folders; expected {Path.Combine(folder, "<label>", "*.jpg")}.");
    }

    /// <summary>Keeps every tenth image of each class for validation.</summary>
    public (LabelledImages Training, LabelledImages Validation) Split()
    {
        var ranked = Files.GroupBy(file => file.Label).SelectMany(group => group.Select((file, rank) => (file, held: rank % 10 == 9))).ToArray();
        return (this with { Files = [.. ranked.Where(item => !item.held).Select(item => item.file)] },
            this with { Files = [.. ranked.Where(item => item.held).Select(item => item.file)] });
    }
}
