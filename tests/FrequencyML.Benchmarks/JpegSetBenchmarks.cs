using BenchmarkDotNet.Attributes;
using FrequencyML.Benchmarks.Contenders;
using FrequencyML.Benchmarks.Photographs;

namespace FrequencyML.Benchmarks;

/// <summary>
/// A benchmark of one contender a row, over the sets of small images. Every row has a process of its own; <c>-- jpeg</c> measures the same
/// contenders in turns in one process, which gives better ratios on a machine with other work.
/// </summary>
public abstract class JpegSetBenchmarks
{
    /// <summary>The files that one invocation reads.</summary>
    protected const int Images = PhotographSets.SmallCount;

    private IReadOnlyList<JpegFile> files = [];
    private IContender? contender;

    [Params("420", "444", "progressive")]
    public string Set { get; set; } = "";

    [GlobalSetup]
    public void SetUp() => files = PhotographSets.Get(Set).Files;

    [GlobalCleanup]
    public void CleanUp() => (contender as IDisposable)?.Dispose();

    /// <summary>Reads all files with the row's contender, which the first call makes.</summary>
    private protected double ReadAll(Func<IReadOnlyList<JpegFile>, IContender> create) => (contender ??= create(files)).ReadAll();
}
