using System.IO.Enumeration;
using FrequencyML.Dct;

namespace FrequencyML.Scoring.Inputs;

/// <summary>Which names of a folder or an archive are taken for images.</summary>
/// <param name="patterns">File names with the wildcards * and ?, in any case; none means the extensions of images.</param>
internal sealed class ImageNames(IReadOnlyList<string> patterns)
{
    /// <param name="name">A file name without its folder.</param>
    public bool Match(ReadOnlySpan<char> name)
    {
        if (patterns.Count == 0) return ImageFiles.Extensions.Contains(Path.GetExtension(name).ToString());
        foreach (var pattern in patterns)
            if (FileSystemName.MatchesSimpleExpression(pattern, name)) return true;
        return false;
    }

    public override string ToString() => patterns.Count == 0 ? $"end in {string.Join(", ", ImageFiles.Extensions)}" : $"match {string.Join(", ", patterns)}";
}
