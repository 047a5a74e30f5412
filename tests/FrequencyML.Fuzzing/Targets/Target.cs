using FrequencyML.Fuzzing.Mutation;

namespace FrequencyML.Fuzzing.Targets;

/// <summary>Something that reads bytes from anyone, and what it may do with them.</summary>
/// <param name="Name">Its name in commands and reports.</param>
/// <param name="Weight">Its share of the inputs of a campaign, relative to the others'.</param>
/// <param name="Open">
/// Makes what reads inputs on one thread. It returns whether the input was taken for sound; a documented exception says that it was not.
/// </param>
internal sealed record Target(string Name, int Weight, Func<Func<byte[], bool>> Open)
{
    /// <summary>The inputs that others are made from; at least one.</summary>
    public required IReadOnlyList<byte[]> Seeds { get; init; }

    /// <summary>The exceptions that its documentation names, with those derived from them.</summary>
    public IReadOnlyList<Type> Documented { get; init; } = [];

    /// <summary>What means something in its format: markers, magic words, numbers as text.</summary>
    public IReadOnlyList<byte[]> Tokens { get; init; } = [];

    /// <summary>Finds the parts of its format; null if it has none.</summary>
    public Splitter? Split { get; init; }

    /// <summary>Whether it reads text, so that words are changed more often than bytes.</summary>
    public bool IsText { get; init; }

    /// <summary>Makes checksums right again; null if there are none.</summary>
    public Action<byte[]>? Repair { get; init; }

    /// <summary>What its caches may hold, in bytes: by so much more memory may grow.</summary>
    public long KeptBytes { get; init; }

    /// <summary>Why it cannot run here; null if it can.</summary>
    public string? Skipped { get; init; }

    /// <summary>Whether an exception is one that callers have been told of.</summary>
    public bool Documents(Exception error) => Documented.Any(type => type.IsInstanceOfType(error));
}
