namespace FrequencyML.Transforms.Internal;

/// <summary>What a row of an input column holds.</summary>
internal enum InputKind
{
    /// <summary>A path, in a column of type <c>Text</c>.</summary>
    Path,

    /// <summary>A whole image file, in a column of type <c>Vector&lt;Byte&gt;</c> of any size.</summary>
    Bytes,

    /// <summary>A decoded image, in a column of type <c>Image</c>.</summary>
    Image,

    /// <summary>A tensor, in a column of type <c>Vector&lt;Single&gt;</c> of known size.</summary>
    Tensor,
}
