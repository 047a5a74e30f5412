using FrequencyML.Benchmarks.Photographs;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Benchmarks;

/// <summary>What all benchmarks can be told.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>Little work, to see that everything runs; its figures say nothing.</summary>
    public bool Quick { get; init; }

    /// <summary>A folder of photographs that are measured too; null for none.</summary>
    public string? Photographs { get; init; }

    /// <summary>The folder that keeps what is made once: images, trained networks.</summary>
    public string Work { get; init; } = Repository.PathOf("artifacts", "benchmarks");

    /// <summary>A network on pixels, as <c>export</c> writes it of a run with <c>--input rgb</c>; null for one that is trained here.</summary>
    public string? Rgb { get; init; }

    /// <summary>The same with <c>--format int8</c>.</summary>
    public string? RgbInt8 { get; init; }

    /// <summary>How much is done: of two numbers the one for this run.</summary>
    public int Pick(int full, int quick) => Quick ? quick : full;

    /// <summary>A generated set; of a quick run its first files.</summary>
    public PhotographSet Set(string name) => Shorten(PhotographSets.Get(name));

    /// <summary>The generated sets of some names, then that of <see cref="Photographs"/>.</summary>
    /// <param name="names">In the order of results.</param>
    /// <param name="report">Is told which cannot be made here, and why.</param>
    public IEnumerable<PhotographSet> Sets(IEnumerable<string> names, Action<string> report)
    {
        var sets = PhotographSets.Available(names, report);
        return (Photographs is null ? sets : sets.Append(PhotographSet.FromFolder(Photographs))).Select(Shorten);
    }

    /// <summary>The options as a command line takes them.</summary>
    public IEnumerable<string> Arguments() =>
        new[] { ("--photographs", Photographs), ("--work", Work), ("--rgb", Rgb), ("--rgb-int8", RgbInt8) }
            .SelectMany(option => option.Item2 is null ? [] : new[] { option.Item1, option.Item2 })
            .Concat(Quick ? ["--quick"] : []);

    private PhotographSet Shorten(PhotographSet set) => Quick ? set with { Files = [.. set.Files.Take(4)] } : set;
}
