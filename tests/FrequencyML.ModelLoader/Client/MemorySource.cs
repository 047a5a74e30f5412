using Microsoft.ML.Data;

namespace FrequencyML.Tests.Shared;

/// <summary>One file's bytes as a source for ML.NET's loaders.</summary>
internal sealed class MemorySource(byte[] content) : IMultiStreamSource
{
    public int Count => 1;

    public string GetPathOrNull(int index) => null!;

    public Stream Open(int index) => new MemoryStream(content, writable: false);

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));
}
