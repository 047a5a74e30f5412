namespace FrequencyML.Training.Data;

/// <summary>How far training images are changed at random; all of it is linear, and done on coefficients.</summary>
internal sealed record AugmentationSettings
{
    /// <summary>The smallest share of the image's area that a crop covers, 0..1; 1 leaves only whole images.</summary>
    public double MinArea { get; init; } = 0.35;

    /// <summary>The largest ratio of the crop's sides, before it is scaled to a square; at least 1.</summary>
    public double MaxAspect { get; init; } = 4.0 / 3;

    /// <summary>Whether half of the images are mirrored.</summary>
    public bool Mirror { get; init; } = true;

    /// <summary>How far samples are multiplied away from 1: by 1 - x to 1 + x.</summary>
    public double Brightness { get; init; }

    /// <summary>How far samples are scaled about the crop's mean luma: by 1 - x to 1 + x.</summary>
    public double Contrast { get; init; }

    /// <summary>How far chroma is scaled: by 1 - x to 1 + x.</summary>
    public double Saturation { get; init; }
}
