namespace FrequencyML.Training;

/// <summary>What the trunk sees.</summary>
internal enum NetworkInput
{
    /// <summary>The selected channels; the network has no stem.</summary>
    Dct,

    /// <summary>RGB samples of the crop, by way of all channels; the network has its usual stem.</summary>
    Rgb,
}
