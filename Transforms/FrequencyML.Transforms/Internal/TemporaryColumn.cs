namespace FrequencyML.Transforms.Internal;

/// <summary>Names of the columns that exist only inside a <see cref="SavedStep"/>; part of the saved form, so they do not change.</summary>
internal static class TemporaryColumn
{
    /// <summary>What <c>Expression</c> needs as its argument; its value means nothing.</summary>
    public const string Unit = Prefix + "unit";

    /// <summary>The options' text, the same in every row.</summary>
    public const string Options = Prefix + "options";

    /// <summary>The input column of images under the name that the saved mappings know.</summary>
    public const string Image = Prefix + "image";

    /// <summary>The input column of tensors, or the first of two.</summary>
    public const string Tensor = Prefix + "tensor";

    /// <summary>The second input column of tensors.</summary>
    public const string OtherTensor = Prefix + "other";

    /// <summary>A mapping's output where it is one number.</summary>
    public const string Number = Prefix + "number";

    /// <summary>Why the row's image could not be read; empty where it could.</summary>
    public const string Error = Prefix + "error";

    /// <summary>Followed by the binary logarithm of the chunk's length.</summary>
    public const string Chunk = Prefix + "chunk";

    private const string Prefix = "__frequencyml_";
}
