namespace FrequencyML.Scoring.Rows;

/// <summary>The columns of an output: the same names and order in every format.</summary>
/// <param name="Embedding">Whether there is a column of pooled feature vectors.</param>
/// <param name="Channels">Whether there is a column of DCT channels.</param>
internal sealed record RowColumns(bool Embedding = false, bool Channels = false)
{
    public const string Row = "row", Path = "path", Label = "label", Score = "score", TopK = "top_k", GateOpen = "gate_open", Error = "error",
        EmbeddingName = "embedding", ChannelsName = "channels";

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names { get; } =
    [
        Row, Path, Label, Score, TopK, GateOpen, Error, .. Embedding ? [EmbeddingName] : Array.Empty<string>(), .. Channels ? [ChannelsName] : Array.Empty<string>(),
    ];

    /// <summary>The columns of a file.</summary>
    /// <param name="names">Their names, in order.</param>
    /// <param name="expected">What they have to be; null for whatever an output may have.</param>
    /// <exception cref="InvalidDataException">They are others, or in another order.</exception>
    public static RowColumns Of(IReadOnlyList<string> names, RowColumns? expected)
    {
        expected ??= new(names.Contains(EmbeddingName), names.Contains(ChannelsName));
        expected.Require(names);
        return expected;
    }

    private void Require(IReadOnlyList<string> names)
    {
        if (names.SequenceEqual(Names)) return;
        var found = string.Join(", ", names);
        if (found.Length > 200) found = found[..200] + "...";                         // whatever that file is
        found = string.Concat(found.Select(character => char.IsControl(character) ? '?' : character));
        throw new InvalidDataException($"The columns are {found}; expected {string.Join(", ", Names)}.");
    }
}
