using FrequencyML.Benchmarks.Photographs;

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>A contender that reads file after file from memory.</summary>
internal abstract class FileContender(IReadOnlyList<JpegFile> files) : IContender
{
    public double ReadAll()
    {
        var sum = 0.0;
        foreach (var file in files) sum += Read(file);
        return sum;
    }

    /// <summary>Reads one file; returns a number that depends on what was read.</summary>
    protected abstract double Read(JpegFile file);
}
