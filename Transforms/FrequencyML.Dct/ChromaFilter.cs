namespace FrequencyML.Dct;

/// <summary>What is done to chroma after the crop.</summary>
public enum ChromaFilter
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>
    /// A [1/8, 6/8, 1/8] blur per axis, clamped at the crop's edge: what the authors' upscaling by 2 and 4:2:0 encoding amount to; for
    /// checkpoints trained with the authors' pipeline.
    /// </summary>
    Dctnet,
}
