namespace FrequencyML.Training;

/// <summary>What stands before the trunk.</summary>
internal enum GateKind
{
    None,

    /// <summary>Opens or closes each channel of each image.</summary>
    Hard,

    /// <summary>Weighs each channel of each image.</summary>
    Soft,
}
