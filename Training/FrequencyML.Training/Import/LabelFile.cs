namespace FrequencyML.Training.Import;

/// <summary>Class names in a text file, one per line, in the order of the logits.</summary>
internal static class LabelFile
{
    private const long MaxBytes = 16 << 20;

    /// <summary>Reads the names.</summary>
    /// <param name="path">UTF-8; spaces around a name are dropped.</param>
    /// <param name="classes">How many there must be.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A name is empty or stands twice, or their number is another.</exception>
    public static IReadOnlyList<string> Read(string path, int classes)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file of labels '{path}'.", path);
        if (new FileInfo(path).Length is > MaxBytes and var bytes)
            throw new InvalidDataException($"'{path}' has {bytes} bytes; a file of labels has at most {MaxBytes}.");
        var labels = File.ReadAllLines(path).Select(line => line.Trim()).ToArray();
        if (labels.Length != classes) throw new InvalidDataException($"'{path}' has {labels.Length} lines; the model has {classes} classes.");
        var lines = new Dictionary<string, int>();
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i].Length == 0) throw new InvalidDataException($"Line {i + 1} of '{path}' is empty; expected a class name.");
            if (!lines.TryAdd(labels[i], i + 1))
                throw new InvalidDataException($"Lines {lines[labels[i]]} and {i + 1} of '{path}' are both '{labels[i]}'; a name stands for one class.");
        }
        return labels;
    }

    /// <summary>Names for classes that have none: <c>class 0</c> and so on.</summary>
    public static IReadOnlyList<string> Numbered(int classes) => [.. Enumerable.Range(0, classes).Select(index => $"class {index}")];
}
