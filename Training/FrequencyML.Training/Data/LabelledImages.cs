using FrequencyML.Dct;

namespace FrequencyML.Training.Data;

/// <summary>The images of a folder whose subfolders are the classes.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Labels">The class names in ordinal order.</param>
/// <param name="Files">Paths with the index of their class, in ordinal order.</param>
internal sealed record LabelledImages(string Folder, IReadOnlyList<string> Labels, IReadOnlyList<(string Path, int Label)> Files)
{
    /// <summary>Lists a folder of class folders.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="InvalidDataException">It has no class folders or only one, or one of them holds no images.</exception>
    public static LabelledImages Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        var classes = Directory.GetDirectories(folder).Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal).ToArray();
        var files = classes.SelectMany((path, label) => ImageFiles.Enumerate(path).Select(file => (file, label))).ToArray();
        if (files.Length == 0)
            throw new InvalidDataException($"'{folder}' holds no images in class folders; expected {Path.Combine(folder, "<label>", "*.jpg")}.");
        if (Enumerable.Range(0, classes.Length).Except(files.Select(file => file.label)).ToArray() is [var empty, ..])
            throw new InvalidDataException($"The class folder '{classes[empty]}' holds no images; fill it or remove it.");
        if (files.FirstOrDefault(file => file.file.AsSpan().ContainsAny('\t', '\n', '\r')).file is { } odd)
            throw new InvalidDataException($"The name '{odd}' has a tab or line end, which predictions.tsv cannot hold; rename it.");
        if (classes.Length == 1)
            throw new InvalidDataException($"'{folder}' has one class folder, '{Path.GetFileName(classes[0])}'; to tell classes apart takes two.");
        return new LabelledImages(folder, [.. classes.Select(path => Path.GetFileName(path))], files);
    }

    /// <summary>Checks that these images have the classes of others.</summary>
    /// <param name="expected">The classes, in order.</param>
    /// <param name="folder">Where these images are, for the message.</param>
    /// <exception cref="InvalidDataException">They have not; the message lists both.</exception>
    public LabelledImages WithLabels(IReadOnlyList<string> expected, string folder) => Labels.SequenceEqual(expected)
        ? this
        : throw new InvalidDataException($"The classes of '{folder}' are {string.Join(", ", Labels)}; expected {string.Join(", ", expected)}.");

    /// <summary>At most so many of the images, evenly spread.</summary>
    public LabelledImages Sample(int count) => count >= Files.Count
        ? this
        : this with { Files = [.. Enumerable.Range(0, count).Select(index => Files[(int)((long)index * Files.Count / count)])] };

    /// <summary>Keeps every tenth image of each class for validation.</summary>
    /// <exception cref="InvalidDataException">No class has ten images.</exception>
    public (LabelledImages Training, LabelledImages Validation) Split()
    {
        var ranked = Files.GroupBy(file => file.Label).SelectMany(group => group.Select((file, rank) => (file, held: rank % 10 == 9))).ToArray();
        if (!ranked.Any(item => item.held))
            throw new InvalidDataException("Every tenth image of a class is held out for validation, and no class has ten: name a folder with --validation.");
        return (this with { Files = [.. ranked.Where(item => !item.held).Select(item => item.file)] },
            this with { Files = [.. ranked.Where(item => item.held).Select(item => item.file)] });
    }
}
