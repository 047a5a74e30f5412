namespace FrequencyML.Benchmarks.EndToEnd;

/// <summary>One way from image files to labels; made for the files it reads.</summary>
internal interface ILabeler : IDisposable
{
    /// <summary>Reads, decodes and classifies every file.</summary>
    /// <returns>The best class of each, in the order of the files.</returns>
    string[] Label();
}
