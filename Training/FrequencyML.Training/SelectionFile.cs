using FrequencyML.Dct;
using FrequencyML.Shared;

namespace FrequencyML.Training;

/// <summary>A channel selection in a file: its text form on one line, after comments that begin with '#'.</summary>
internal static class SelectionFile
{
    /// <summary>Reads a selection from its text form, or from the file of that name.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    /// <exception cref="FileNotFoundException">It is a path, by its slash or ending, and there is no such file.</exception>
    public static ChannelSelection Parse(string textOrPath)
    {
        if (!File.Exists(textOrPath))
            return textOrPath.AsSpan().ContainsAny('/', '\\', '.')
                ? throw new FileNotFoundException($"There is no selection file '{textOrPath}'; write one with select --output.", textOrPath)
                : ChannelSelection.Parse(textOrPath);
        return ChannelSelection.Load(textOrPath);
    }

    /// <summary>Writes a selection.</summary>
    public static void Write(string path, ChannelSelection selection, IEnumerable<string> comments) =>
        WholeFile.Write(path, temporary => File.WriteAllLines(temporary, comments.Select(comment => $"# {comment}").Append(selection.ToString())));
}
