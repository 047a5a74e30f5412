namespace FrequencyML.Transforms.Internal;

/// <summary>Names of the columns that exist only inside <see cref="BuiltInPipeline"/>; part of the saved form, so they do not change.</summary>
internal static class TemporaryColumn
{
    /// <summary>What <c>Expression</c> needs as its argument; its value means nothing.</summary>
    public const string Unit = Prefix + "unit";

    /// <summary>The options' text, the same in every row.</summary>
    public const string Options = Prefix + "options";

    /// <summary>The input column under the name that the saved mappings know.</summary>
    public const string Image = Prefix + "image";

    /// <summary>Followed by the binary logarithm of the chunk's length.</summary>
    public const string Chunk = Prefix + "chunk";

    private const string Prefix = "__frequencyml_";
}
